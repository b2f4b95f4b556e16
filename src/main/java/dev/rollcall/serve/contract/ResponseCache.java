package dev.rollcall.serve.contract;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Snapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Caches encoded responses for as long as they read the same, so that what many clients ask for at
 * once, such as a page or a delta, is encoded once for all of them. Thread-safe.
 *
 * @param <E> the encoded form
 */
public final class ResponseCache<E> {

  private static final int MAX_ENTRIES = 64;

  /** Of all entries together. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final DirectoryView directory;
  private final ToIntFunction<E> sizeInBytes;
  private volatile State<E> current;

  /** What is cached for one state of the directory, and dropped with it. */
  private record State<E>(
      Snapshot snapshot, long results, Map<Object, E> entries, AtomicLong bytes) {

    void put(Object request, E response, int size) {
      if (entries.size() >= MAX_ENTRIES) {
        return;
      }
      if (bytes.addAndGet(size) <= MAX_BYTES) {
        entries.put(request, response);
      } else {
        bytes.addAndGet(-size);
      }
    }
  }

  /** Caches responses about this directory. */
  public ResponseCache(DirectoryView directory, ToIntFunction<E> sizeInBytes) {
    this.directory = directory;
    this.sizeInBytes = sizeInBytes;
    this.current = newest();
  }

  /**
   * The response to this request from the newest snapshot.
   *
   * @param request equal for equal requests
   * @param encoder makes the response if it is not cached
   */
  public E get(Object request, Function<Snapshot, E> encoder) {
    return get(request, current(), encoder);
  }

  /** The response from this snapshot, which is cached only if it is the newest. */
  public E get(Object request, Snapshot snapshot, Function<Snapshot, E> encoder) {
    State<E> state = current();
    return state.snapshot() == snapshot ? get(request, state, encoder) : encoder.apply(snapshot);
  }

  private E get(Object request, State<E> state, Function<Snapshot, E> encoder) {
    E cached = state.entries().get(request);
    if (cached != null) {
      return cached;
    }
    E response = encoder.apply(state.snapshot());
    state.put(request, response, sizeInBytes.applyAsInt(response));
    return response;
  }

  private State<E> current() {
    State<E> state = current;
    if (state.snapshot() != directory.snapshot()
        || state.results() != directory.recordedResults()) {
      state = newest();
      current = state;
    }
    return state;
  }

  /** The results come first: one that arrives in between makes the entries stale, not too new. */
  private State<E> newest() {
    long results = directory.recordedResults();
    return new State<>(directory.snapshot(), results, new ConcurrentHashMap<>(), new AtomicLong());
  }
}
