/**
 * TLS as the checks speak it: what they connect with, how a peer's certificate is verified, and
 * what a handshake failed of.
 */
package dev.rollcall.check.tls;
