/** The kind {@code grpc}: a peer is asked for grpc.health.v1.Health/Check. */
package dev.rollcall.check.grpc;
