package dev.rollcall.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TlsConfigNameReaderTest {

  @Test
  void aNameIsWhatComesBeforeAKey() {
    assertEquals(
        Set.of("factory", "my.name", "office-2", "key-store"),
        TlsConfigNameReader.among(
            List.of(
                "quarkus.tls.factory.trust-store.pem.certs",
                "quarkus.tls.factory.key-store.pem.0.cert",
                "quarkus.tls.\"my.name\".trust-all",
                "quarkus.tls.office-2.protocols[0]",
                "quarkus.tls.key-store.key-store.p12.path")));
  }

  @Test
  void theConfigurationWithoutANameHasNone() {
    assertEquals(
        Set.of(),
        TlsConfigNameReader.among(
            List.of(
                "quarkus.tls.trust-all",
                "quarkus.tls.key-store.pem.0.cert",
                "quarkus.tls.trust-store.pem.certs",
                "quarkus.tls.protocols[0]",
                "quarkus.tls.lets-encrypt.enabled",
                "quarkus.tls",
                "quarkus.tls.",
                "quarkus.tls.\"factory.trust-all",
                "rollcall.check.tls.config")));
  }

  @Test
  void theKeysAreTheFrameworks() {
    assertEquals(
        Arrays.stream(TlsBucketConfig.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .map(Method::getName)
            .map(StringUtil::skewer)
            .collect(Collectors.toSet()),
        TlsConfigNameReader.KEYS);
  }
}
