package dev.rollcall.serve.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PacedSessionTest {

  private final Client client = new Client();
  private final Stream stream = new Stream();
  private final PacedSession<String> session = new PacedSession<>(client);

  @Test
  void anItemIsRequestedWhenTheClientIsReady() {
    client.isReady = false;
    session.onSubscribe(stream);
    session.resume();
    assertEquals(0, stream.requested);

    client.isReady = true;
    session.resume();

    assertEquals(1, stream.requested);
  }

  @Test
  void theNextIsRequestedWhenOneWasSentToAClientThatIsStillReady() {
    session.onSubscribe(stream);
    session.resume();
    session.onItem("one");
    assertEquals(2, stream.requested);

    client.isReady = false;
    session.onItem("two");
    assertEquals(2, stream.requested);
    client.isReady = true;
    session.resume();

    assertEquals(3, stream.requested);
    assertEquals(List.of("one", "two"), client.sent);
  }

  @Test
  void aClientThatGoesCancels() {
    session.onSubscribe(stream);

    session.cancel();

    assertTrue(stream.isCancelled);
  }

  @Test
  void theEndOfTheServiceIsUnavailable() {
    session.onSubscribe(stream);
    session.onCompletion();

    assertEquals(Code.UNAVAILABLE, client.code());
    assertFalse(stream.isCancelled);
  }

  @Test
  void workersThatEndAreUnavailable() {
    session.onSubscribe(stream);
    client.failure = Optional.of(new RejectedExecutionException("expected"));
    session.onItem("one");

    assertEquals(Code.UNAVAILABLE, client.code());
    assertTrue(stream.isCancelled);
  }

  @Test
  void anErrorInSendingIsInternalAndEndsTheStream() {
    session.onSubscribe(stream);
    session.resume();
    client.failure = Optional.of(new IllegalStateException("expected"));
    session.onItem("one");

    assertEquals(Code.INTERNAL, client.code());
    assertTrue(stream.isCancelled);
    assertEquals(1, stream.requested);
  }

  @Test
  void anErrorOfTheStreamIsInternal() {
    session.onSubscribe(stream);
    session.onFailure(new IllegalStateException("expected"));

    assertEquals(Code.INTERNAL, client.code());
  }

  private static final class Client implements PacedSession.Client<String> {

    private final List<String> sent = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<StatusRuntimeException> end = Optional.empty();
    private boolean isReady = true;

    @Override
    public boolean isReady() {
      return isReady;
    }

    @Override
    public void send(String item) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      sent.add(item);
    }

    @Override
    public void fail(StatusRuntimeException reason) {
      end = Optional.of(reason);
    }

    Code code() {
      return end.orElseThrow().getStatus().getCode();
    }
  }

  private static final class Stream implements Subscription {

    private long requested;
    private boolean isCancelled;

    @Override
    public void request(long items) {
      requested += items;
    }

    @Override
    public void cancel() {
      isCancelled = true;
    }
  }
}
