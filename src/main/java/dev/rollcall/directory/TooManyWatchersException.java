package dev.rollcall.directory;

/** Fails a stream that is subscribed to when as many are open as {@link Watchers} allows. */
public final class TooManyWatchersException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int limit;

  TooManyWatchersException(int limit) {
    super("%d watchers are open, as many as are allowed".formatted(limit), null, false, false);
    this.limit = limit;
  }

  /** The most that may be open at a time. */
  public int limit() {
    return limit;
  }
}
