package dev.rollcall.directory;

import java.util.Optional;

/** Emits the deltas of a {@link Cursor}, and keep-alives when there are none for a while. */
final class DeltaPoll implements Poll<WatchEvent> {

  private final Cursor cursor;
  private final KeepAliveTimer keepAlive;

  DeltaPoll(Cursor cursor, KeepAliveTimer keepAlive) {
    this.cursor = cursor;
    this.keepAlive = keepAlive;
  }

  @Override
  public void start(Runnable wake) {
    keepAlive.start(wake);
  }

  @Override
  public Optional<WatchEvent> next(Snapshot newest) {
    Optional<Delta> delta = cursor.advance(newest);
    if (delta.isEmpty() && !keepAlive.isDue()) {
      return Optional.empty();
    }
    keepAlive.reset();
    return Optional.of(new WatchEvent(newest, delta));
  }

  @Override
  public void stop() {
    keepAlive.stop();
  }
}
