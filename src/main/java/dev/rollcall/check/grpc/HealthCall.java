package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * Describes a unary call that checks a peer's health, and maps its responses to outcomes.
 *
 * @param <Q> the request
 * @param <A> the response
 */
public interface HealthCall<Q, A> {

  /** The method that is called. */
  MethodDescriptor<Q, A> method();

  /** The request message. */
  Q request();

  /**
   * The outcome of a check with this response.
   *
   * @param roundTrip from the request to the response
   */
  Outcome outcomeOf(A response, Duration roundTrip);

  /** The outcome of a check with this status from the peer; absent: as for every other probe. */
  Optional<Outcome> outcomeOf(Status status);
}
