package dev.rollcall.check;

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
 * What a TLS connection failed of, for people, as a table. The JDK's own words follow where they
 * say more.
 */
final class TlsFailureMessages {

  private static final Pattern ALERT = Pattern.compile("Received (?:fatal|close) alert: (\\w+)");
  // How Netty shows 'HTTP' where it expected a record.
  private static final Pattern HTTP = Pattern.compile(": 48545450");

  private static final String REFUSES = "refuses this side's client certificate, or wants one";

  /** What a peer means with an alert (RFC 8446, 6.2). */
  private static final Map<String, String> ALERTS =
      Map.ofEntries(
          Map.entry("bad_certificate", REFUSES),
          Map.entry("unsupported_certificate", REFUSES),
          Map.entry("certificate_revoked", REFUSES),
          Map.entry("certificate_expired", REFUSES),
          Map.entry("certificate_unknown", REFUSES),
          Map.entry("certificate_required", REFUSES),
          Map.entry("unknown_ca", REFUSES),
          Map.entry("access_denied", REFUSES),
          Map.entry("protocol_version", "speaks none of the TLS versions that are enabled here"),
          Map.entry("unrecognized_name", "knows no server of the name that was asked for"),
          Map.entry("no_application_protocol", "does not speak what was asked for (ALPN)"));

  private TlsFailureMessages() {}

  /**
   * One line that names the place.
   *
   * @param causes of the failure, the outermost first
   */
  static String detail(Stream<Throwable> causes, SSLException error, String place) {
    return causes
        .flatMap(cause -> known(cause, place).stream())
        .findFirst()
        .orElseGet(() -> "no TLS with " + place + said(error));
  }

  private static Optional<String> known(Throwable error, String place) {
    if (error instanceof RejectedCertificateException) {
      return Optional.of("the certificate of %s %s".formatted(place, message(error)));
    }
    if (error instanceof NotSslRecordException) {
      return Optional.of(place + " does not speak TLS; its answer is " + protocol(error));
    }
    if (error instanceof CertificateExpiredException) {
      return Optional.of(
          "the certificate of %s has expired on %s".formatted(place, after("NotAfter: ", error)));
    }
    if (error instanceof CertificateNotYetValidException) {
      return Optional.of(
          "the certificate of %s is not valid before %s"
              .formatted(place, after("NotBefore: ", error)));
    }
    if (error instanceof CertPathBuilderException) {
      return Optional.of(
          "the certificate of %s is not signed by anyone who is trusted%s"
              .formatted(place, said(error)));
    }
    if (error instanceof CertificateException && isAboutNames(error)) {
      return Optional.of(
          "the certificate of %s is for other names%s".formatted(place, said(error)));
    }
    return error instanceof SSLException ? alert(error, place) : Optional.empty();
  }

  // The JDK has one type for all that is wrong with a certificate beyond its dates.
  private static boolean isAboutNames(Throwable error) {
    return Stream.of("subject alternative", "no name matching", "illegal given domain name")
        .anyMatch(message(error).toLowerCase(Locale.ROOT)::contains);
  }

  private static Optional<String> alert(Throwable error, String place) {
    Matcher alert = ALERT.matcher(message(error));
    if (!alert.find()) {
      return Optional.empty();
    }
    String name = alert.group(1);
    String meaning = ALERTS.getOrDefault(name, "refuses the TLS handshake");
    return Optional.of("%s %s (alert %s)".formatted(place, meaning, name));
  }

  private static String protocol(Throwable error) {
    return HTTP.matcher(message(error)).find() ? "HTTP in plain text" : "something else";
  }

  private static String after(String label, Throwable error) {
    return PrintableText.printable(message(error).replace(label, ""));
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse("");
  }

  private static String said(Throwable error) {
    return message(error).isEmpty() ? "" : " (" + PrintableText.printable(message(error)) + ")";
  }
}
