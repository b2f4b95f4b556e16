package dev.rollcall.serve.contract;

import dev.rollcall.directory.TooManyWatchersException;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Sends a stream to one client at the client's pace, whatever the transport: one item is requested
 * each time that the client can take one. All of it happens on the executor of the client, the
 * event loop of its connection, so nothing here may block.
 */
public final class PacedSession<T> implements MultiSubscriber<T> {

  private static final Logger LOG = Logger.getLogger(PacedSession.class);

  private final Client<T> client;
  private Subscription subscription = Subscriptions.empty();

  /** The transport to one client. */
  public interface Client<T> {

    /** Whether what is sent now goes out at once, instead of waiting for a slow client. */
    boolean isReady();

    /** Encodes and sends an item. */
    void send(T item);

    /** Ends the stream: it cannot begin, it has failed, or the service ends. */
    void fail(StatusRuntimeException reason);
  }

  /** Not started: it is to be subscribed first, then {@link #resume} is called. */
  public PacedSession(Client<T> client) {
    this.client = client;
  }

  /** The client may be ready for the next item. To be called at the start, and then each time. */
  public void resume() {
    if (client.isReady()) {
      subscription.request(1);
    }
  }

  /** The client has gone. */
  public void cancel() {
    subscription.cancel();
  }

  @Override
  public void onSubscribe(Subscription started) {
    subscription = started;
  }

  @Override
  public void onItem(T item) {
    try {
      client.send(item);
    } catch (RuntimeException e) {
      cancel();
      onFailure(e);
      return;
    }
    resume();
  }

  @Override
  public void onFailure(Throwable failure) {
    client.fail(reason(failure));
  }

  @Override
  public void onCompletion() {
    client.fail(Errors.shuttingDown());
  }

  private static StatusRuntimeException reason(Throwable failure) {
    if (failure instanceof StatusRuntimeException known) {
      return known;
    }
    if (failure instanceof TooManyWatchersException limited) {
      return Errors.tooManyWatchers(limited.limit());
    }
    if (failure instanceof RejectedExecutionException) {
      return Errors.shuttingDown();
    }
    LOG.error("internal error in a watch, which ends; please report it", failure);
    return Errors.internal();
  }
}
