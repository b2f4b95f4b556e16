/** The contract over gRPC: {@code rollcall.v1.Discovery}. */
package dev.rollcall.serve.grpc;
