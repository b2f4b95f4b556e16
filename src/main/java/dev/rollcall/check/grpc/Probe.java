package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * A unary call that asks a peer for its health, and what the answers mean.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public interface Probe<Q, A> {

  /** What is called. */
  MethodDescriptor<Q, A> method();

  /** What is sent. */
  Q request();

  /**
   * What this answer means.
   *
   * @param roundTrip from the question to the answer
   */
  Outcome judge(A answer, Duration roundTrip);

  /** What this status, sent by the peer, means; absent if it means here what it means elsewhere. */
  Optional<Outcome> judge(Status status);
}
