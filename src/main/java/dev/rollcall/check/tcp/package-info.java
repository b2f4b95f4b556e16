/** The kind {@code tcp}: a peer must accept a connection, and with TLS complete a handshake. */
package dev.rollcall.check.tcp;
