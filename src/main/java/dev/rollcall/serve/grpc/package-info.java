/**
 * The contract over gRPC: {@code rollcall.v1.Discovery}, and {@code grpc.health.v1.Health}. Both
 * bind below the generated stubs ({@link dev.rollcall.serve.grpc.ServiceBinder}), as the
 * framework's bridge from HTTP leaves calls without an end that a client can bring about.
 */
package dev.rollcall.serve.grpc;
