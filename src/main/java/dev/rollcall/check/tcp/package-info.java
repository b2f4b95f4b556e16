/** The kind {@code tcp}: a peer is there if a connection to it can be made. */
package dev.rollcall.check.tcp;
