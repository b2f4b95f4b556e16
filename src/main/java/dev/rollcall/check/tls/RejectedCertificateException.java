package dev.rollcall.check.tls;

import java.security.cert.CertificateException;

/**
 * Thrown when a peer's certificate is rejected; the message continues a sentence whose subject is
 * the certificate.
 */
final class RejectedCertificateException extends CertificateException {

  private static final long serialVersionUID = 1;

  RejectedCertificateException(String message, CertificateException cause) {
    super(message, cause);
  }

  RejectedCertificateException(String message) {
    super(message);
  }
}
