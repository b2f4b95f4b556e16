/** The TLS options of the command line, and the certificate and key files that they name. */
package dev.rollcall.cli.tls;
