package dev.rollcall.serve.grpc;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Snapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Answers that were written for the same question and the same state of things, which many clients
 * ask for at once: each page and each difference is then written once, not once for each of them.
 */
final class ResponseCache {

  private static final int MOST_KEPT = 64;

  /** Of all that are kept, in bytes. */
  private static final int ROOM = 8 * 1024 * 1024;

  private final DirectoryView directory;
  private volatile State current;

  private record State(
      Snapshot snapshot, long readings, Map<Object, EncodedMessage> written, AtomicLong bytes) {

    void keep(Object question, EncodedMessage answer) {
      if (written.size() < MOST_KEPT && bytes.addAndGet(answer.size()) <= ROOM) {
        written.put(question, answer);
      }
    }
  }

  ResponseCache(DirectoryView directory) {
    this.directory = directory;
    this.current = fresh();
  }

  /**
   * The answer to this question from the newest snapshot.
   *
   * @param question equal for equal questions
   */
  EncodedMessage get(Object question, Function<Snapshot, EncodedMessage> answer) {
    return get(question, current(), answer);
  }

  /** The answer from this snapshot, which is shared only if it is the newest. */
  EncodedMessage get(
      Object question, Snapshot snapshot, Function<Snapshot, EncodedMessage> answer) {
    State state = current();
    return state.snapshot() == snapshot ? get(question, state, answer) : answer.apply(snapshot);
  }

  private static EncodedMessage get(
      Object question, State state, Function<Snapshot, EncodedMessage> answer) {
    EncodedMessage kept = state.written().get(question);
    if (kept != null) {
      return kept;
    }
    EncodedMessage written = answer.apply(state.snapshot());
    state.keep(question, written);
    return written;
  }

  private State current() {
    State state = current;
    if (state.snapshot() != directory.snapshot() || state.readings() != directory.readings()) {
      state = fresh();
      current = state;
    }
    return state;
  }

  /** Readings that come in while an answer is written make it no older than it says. */
  private State fresh() {
    long readings = directory.readings();
    return new State(directory.snapshot(), readings, new ConcurrentHashMap<>(), new AtomicLong());
  }
}
