package dev.rollcall.check.tls;

import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.text.ErrorText;
import dev.rollcall.text.PrintableText;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Formats what is wrong with a certificate; each message continues a sentence whose subject is the
 * certificate.
 */
final class CertificateMessages {

  private static final int MAX_NAMES = 5;
  // The types of subjectAltName (RFC 5280) that a host is compared with: dNSName and iPAddress.
  private static final List<Integer> HOST_NAME_TYPES = List.of(2, 7);

  private CertificateMessages() {}

  static boolean isOutsideValidity(X509Certificate certificate, Instant now) {
    return hasExpired(certificate, now) || now.isBefore(certificate.getNotBefore().toInstant());
  }

  private static boolean hasExpired(X509Certificate certificate, Instant now) {
    return now.isAfter(certificate.getNotAfter().toInstant());
  }

  static String outsideValidity(X509Certificate certificate, Instant now) {
    return hasExpired(certificate, now)
        ? "expired on " + certificate.getNotAfter().toInstant()
        : "is not valid before " + certificate.getNotBefore().toInstant();
  }

  static String revoked(X509Certificate certificate) {
    return "is revoked, or its chain holds a revoked one: %s, serial number %s"
        .formatted(subject(certificate), certificate.getSerialNumber().toString(16));
  }

  static String hostMismatch(X509Certificate certificate, String host) {
    return "is for %s, not for %s".formatted(names(certificate), printable(host));
  }

  static String untrusted(X509Certificate certificate, CertificateException error) {
    boolean isSelfSigned =
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    String issuer =
        isSelfSigned
            ? "self-signed by " + subject(certificate)
            : "signed by " + printable(certificate.getIssuerX500Principal().getName());
    return "is not trusted: it is %s (%s)".formatted(issuer, rootCause(error));
  }

  private static String names(X509Certificate certificate) {
    List<String> names = subjectAltNames(certificate);
    if (names.isEmpty()) {
      return subject(certificate);
    }
    return AbbreviatedList.of(names, MAX_NAMES);
  }

  private static List<String> subjectAltNames(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames())
          .map(Collection::stream)
          .orElseGet(Stream::empty)
          .filter(entry -> HOST_NAME_TYPES.contains(entry.get(0)))
          .map(entry -> printable(String.valueOf(entry.get(1))))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static String subject(X509Certificate certificate) {
    return printable(certificate.getSubjectX500Principal().getName());
  }

  private static String rootCause(Throwable error) {
    return ErrorText.causes(error)
        .map(Throwable::getMessage)
        .filter(message -> message != null)
        .reduce((outer, inner) -> inner)
        .map(CertificateMessages::printable)
        .orElse("no reason given");
  }

  private static String printable(String text) {
    return PrintableText.printable(text);
  }
}
