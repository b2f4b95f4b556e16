package dev.rollcall.check;

import java.security.cert.CertificateException;

/** A peer's certificate that is not accepted; the message goes on a line that begins with it. */
final class RejectedCertificateException extends CertificateException {

  private static final long serialVersionUID = 1;

  RejectedCertificateException(String message, CertificateException cause) {
    super(message, cause);
  }

  RejectedCertificateException(String message) {
    super(message);
  }
}
