/**
 * The kind {@code grpc}: a peer must answer grpc.health.v1.Health/Check with SERVING. The cached
 * connection and its calls are shared with the other kinds of check that use gRPC.
 */
package dev.rollcall.check.grpc;
