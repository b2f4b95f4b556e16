/** Servers, clients and networks on real sockets, well-behaved and faulty. */
package dev.rollcall.testing.network;
