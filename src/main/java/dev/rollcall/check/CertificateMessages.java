package dev.rollcall.check;

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

/** What is wrong with a certificate, for people: how a line goes on that begins with it. */
final class CertificateMessages {

  private static final int MOST_NAMES = 5;
  // The kinds of subjectAltName (RFC 5280) that a peer's name is compared with.
  private static final List<Integer> NAMES = List.of(2, 7);

  private CertificateMessages() {}

  static boolean isOutOfTime(X509Certificate certificate, Instant now) {
    return hasExpired(certificate, now) || now.isBefore(certificate.getNotBefore().toInstant());
  }

  private static boolean hasExpired(X509Certificate certificate, Instant now) {
    return now.isAfter(certificate.getNotAfter().toInstant());
  }

  static String outOfTime(X509Certificate certificate, Instant now) {
    return hasExpired(certificate, now)
        ? "has expired on " + certificate.getNotAfter().toInstant()
        : "is not valid before " + certificate.getNotBefore().toInstant();
  }

  static String revoked(X509Certificate certificate) {
    return "is revoked, or one in its chain is: %s, serial number %s"
        .formatted(subject(certificate), certificate.getSerialNumber().toString(16));
  }

  static String otherName(X509Certificate certificate, String host) {
    return "is for %s, not for %s".formatted(names(certificate), shown(host));
  }

  static String untrusted(X509Certificate certificate, CertificateException why) {
    boolean self =
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    String issuer =
        self
            ? "self-signed by " + subject(certificate)
            : "signed by " + shown(certificate.getIssuerX500Principal().getName());
    return "is not trusted: it is %s (%s)".formatted(issuer, root(why));
  }

  private static String names(X509Certificate certificate) {
    List<String> names = alternatives(certificate);
    if (names.isEmpty()) {
      return subject(certificate);
    }
    return AbbreviatedList.of(names, MOST_NAMES);
  }

  private static List<String> alternatives(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames())
          .map(Collection::stream)
          .orElseGet(Stream::empty)
          .filter(entry -> NAMES.contains(entry.get(0)))
          .map(entry -> shown(String.valueOf(entry.get(1))))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static String subject(X509Certificate certificate) {
    return shown(certificate.getSubjectX500Principal().getName());
  }

  private static String root(Throwable error) {
    return ErrorText.causes(error)
        .map(Throwable::getMessage)
        .filter(message -> message != null)
        .reduce((outer, inner) -> inner)
        .map(CertificateMessages::shown)
        .orElse("no reason given");
  }

  private static String shown(String text) {
    return PrintableText.printable(text);
  }
}
