package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.source.settings.NodeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenExposureTest {

  @ParameterizedTest(name = "at {0}, tls ''{1}'', client-auth ''{2}'', token ''{3}'': told {4}")
  @CsvSource({
    "127.0.0.1, '', '', '', false",
    "127.1.2.3, '', '', '', false",
    "localhost, '', '', '', false",
    "::1, '', '', '', false",
    "'', '', '', '', false",
    "0.0.0.0, '', '', '', true",
    "::, '', '', '', true",
    "10.0.0.1, '', '', '', true",
    "0.0.0.0, office, '', '', true",
    "0.0.0.0, office, none, '', true",
    "0.0.0.0, office, required, '', false",
    "0.0.0.0, '', '', token, false",
    "0.0.0.0, office, '', token, false",
  })
  void whoIsReachedByAllAndAsksForNothingIsTold(
      String host, String tls, String auth, String token, boolean told) {
    Optional<String> advice = ListenExposure.of(settings(host, tls, auth, token)).advice();
    assertEquals(told, advice.isPresent());
    advice.ifPresent(
        text -> {
          assertTrue(text.contains("rollcall.token-file"), text);
          assertTrue(text.contains("rollcall.listen.client-auth=required"), text);
          assertEquals(tls.isEmpty(), text.contains("rollcall.listen.tls"), text);
        });
  }

  private static NodeSettings settings(String host, String tls, String auth, String token) {
    Map<String, String> properties = new HashMap<>();
    properties.put("rollcall.listen.host", host);
    properties.put("rollcall.listen.tls", tls);
    properties.put("rollcall.listen.client-auth", auth);
    properties.put("rollcall.token-file", token);
    properties.values().removeIf(String::isEmpty);
    return NodeSettings.read(properties, Set.of("office")).settings();
  }
}
