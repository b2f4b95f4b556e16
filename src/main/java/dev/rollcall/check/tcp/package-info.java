/**
 * The kind {@code tcp}: a peer is there if a connection to it can be made, and with TLS a handshake
 * too.
 */
package dev.rollcall.check.tcp;
