package dev.rollcall.check;

import java.security.cert.CertificateException;

/** A peer's certificate that is not accepted; the message goes on a line that begins with it. */
final class RefusedCertificateException extends CertificateException {

  private static final long serialVersionUID = 1;

  RefusedCertificateException(String message, CertificateException cause) {
    super(message, cause);
  }

  RefusedCertificateException(String message) {
    super(message);
  }
}
