package dev.rollcall.check;

import dev.rollcall.peer.Texts;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a TLS connection failed of, for people. The JDK's own words follow where they say more. */
final class TlsFailures {

  private static final String ALERT = "received fatal alert: ";

  private TlsFailures() {}

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
    if (error instanceof NotSslRecordException) {
      return Optional.of(place + " does not speak TLS; its answer is something else");
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
    String message = message(error).toLowerCase(Locale.ROOT);
    int start = message.indexOf(ALERT);
    if (start < 0) {
      return Optional.empty();
    }
    String alert = Texts.printable(message.substring(start + ALERT.length()));
    // These are about a certificate, and only one of this side's can be meant.
    return Optional.of(
        alert.contains("certificate") || alert.equals("unknown_ca")
            ? "%s refuses this side's client certificate, or wants one (alert %s)"
                .formatted(place, alert)
            : "%s refuses the TLS handshake (alert %s)".formatted(place, alert));
  }

  private static String after(String label, Throwable error) {
    return Texts.printable(message(error).replace(label, ""));
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse("");
  }

  private static String said(Throwable error) {
    return message(error).isEmpty() ? "" : " (" + Texts.printable(message(error)) + ")";
  }
}
