/**
 * The kind {@code grpc}: a peer is asked for grpc.health.v1.Health/Check. How a connection is kept
 * and asked over is shared with other kinds that ask over gRPC.
 */
package dev.rollcall.check.grpc;
