/** Wraps internals of Vert.x and Netty, each class with the reason or the upstream issue. */
package dev.rollcall.serve.vertx;
