/** Real sockets that serve, refuse, stall and lie. */
package dev.rollcall.testing.network;
