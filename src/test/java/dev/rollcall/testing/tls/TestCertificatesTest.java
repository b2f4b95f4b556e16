package dev.rollcall.testing.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificatesTest {

  private final TestCertificates authority = TestCertificates.authority("test authority");

  @Test
  void whatIsSignedBearsItsNamesAndVerifies() throws Exception {
    TestCertificate server = authority.server("node1.test", "127.0.0.1", "::1");
    server.certificate().checkValidity();
    server.certificate().verify(authority.certificate().getPublicKey());
    assertEquals(
        List.of(List.of(2, "node1.test"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1")),
        List.copyOf(server.certificate().getSubjectAlternativeNames()));
    assertTrue(authority.certificate().getBasicConstraints() >= 0);
  }

  @Test
  void anExpiredOneIs() {
    assertThrows(
        CertificateExpiredException.class,
        () -> authority.expired("node1.test").certificate().checkValidity());
  }

  @Test
  void theFilesArePem(@TempDir Path directory) throws Exception {
    authority.client("rollcall").write(directory, "client");
    assertTrue(
        Files.readString(directory.resolve("client.key")).startsWith("-----BEGIN PRIVATE KEY"));
    assertTrue(
        Files.readString(directory.resolve("client.crt")).endsWith("-----END CERTIFICATE-----\n"));
  }
}
