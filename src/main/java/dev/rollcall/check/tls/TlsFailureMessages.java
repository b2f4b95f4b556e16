package dev.rollcall.check.tls;

import dev.rollcall.text.PrintableText;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Formats why a TLS connection failed. The JDK's own message is appended where it adds something.
 */
public final class TlsFailureMessages {

  private static final Pattern ALERT = Pattern.compile("Received (?:fatal|close) alert: (\\w+)");
  // The bytes of 'HTTP', as Netty prints them where it expected a TLS record.
  private static final Pattern HTTP = Pattern.compile(": 48545450");

  private static final String REJECTS_CERTIFICATE =
      "rejected the client certificate, or requires one";

  /** The meanings of the alerts (RFC 8446, 6.2). */
  private static final Map<String, String> ALERTS =
      Map.ofEntries(
          Map.entry("bad_certificate", REJECTS_CERTIFICATE),
          Map.entry("unsupported_certificate", REJECTS_CERTIFICATE),
          Map.entry("certificate_revoked", REJECTS_CERTIFICATE),
          Map.entry("certificate_expired", REJECTS_CERTIFICATE),
          Map.entry("certificate_unknown", REJECTS_CERTIFICATE),
          Map.entry("certificate_required", REJECTS_CERTIFICATE),
          Map.entry("unknown_ca", REJECTS_CERTIFICATE),
          Map.entry("access_denied", REJECTS_CERTIFICATE),
          Map.entry("protocol_version", "supports none of the TLS versions that are enabled here"),
          Map.entry("unrecognized_name", "has no server of the requested name (SNI)"),
          Map.entry("no_application_protocol", "supports none of the offered protocols (ALPN)"));

  private TlsFailureMessages() {}

  /**
   * One line that names the endpoint.
   *
   * @param causes of the failure, the outermost first
   */
  public static String detail(Stream<Throwable> causes, SSLException error, String endpoint) {
    return causes
        .flatMap(cause -> known(cause, endpoint).stream())
        .findFirst()
        .orElseGet(() -> "TLS handshake with " + endpoint + " failed" + parenthesized(error));
  }

  private static Optional<String> known(Throwable error, String endpoint) {
    if (error instanceof RejectedCertificateException) {
      return Optional.of("the certificate of %s %s".formatted(endpoint, message(error)));
    }
    if (error instanceof NotSslRecordException) {
      return Optional.of(endpoint + " does not speak TLS; it answered with " + protocol(error));
    }
    if (error instanceof CertificateExpiredException) {
      return Optional.of(
          "the certificate of %s expired on %s".formatted(endpoint, after("NotAfter: ", error)));
    }
    if (error instanceof CertificateNotYetValidException) {
      return Optional.of(
          "the certificate of %s is not valid before %s"
              .formatted(endpoint, after("NotBefore: ", error)));
    }
    if (error instanceof CertPathBuilderException) {
      return Optional.of(
          "the certificate of %s is not signed by a trusted authority%s"
              .formatted(endpoint, parenthesized(error)));
    }
    if (error instanceof CertificateException && isHostMismatch(error)) {
      return Optional.of(
          "the certificate of %s is for other host names%s"
              .formatted(endpoint, parenthesized(error)));
    }
    return error instanceof SSLException ? alert(error, endpoint) : Optional.empty();
  }

  // The JDK has one type for everything that is wrong with a certificate but its validity.
  private static boolean isHostMismatch(Throwable error) {
    return Stream.of("subject alternative", "no name matching", "illegal given domain name")
        .anyMatch(message(error).toLowerCase(Locale.ROOT)::contains);
  }

  private static Optional<String> alert(Throwable error, String endpoint) {
    Matcher alert = ALERT.matcher(message(error));
    if (!alert.find()) {
      return Optional.empty();
    }
    String name = alert.group(1);
    String meaning = ALERTS.getOrDefault(name, "rejected the TLS handshake");
    return Optional.of("%s %s (alert %s)".formatted(endpoint, meaning, name));
  }

  private static String protocol(Throwable error) {
    return HTTP.matcher(message(error)).find() ? "plain-text HTTP" : "an unknown protocol";
  }

  private static String after(String label, Throwable error) {
    return PrintableText.printable(message(error).replace(label, ""));
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse("");
  }

  private static String parenthesized(Throwable error) {
    return message(error).isEmpty() ? "" : " (" + PrintableText.printable(message(error)) + ")";
  }
}
