/** All of {@code serve} that depends on internals of Vert.x or Netty. */
package dev.rollcall.serve.vertx;
