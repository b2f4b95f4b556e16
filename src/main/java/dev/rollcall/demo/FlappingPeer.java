package dev.rollcall.demo;

import dev.rollcall.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Crashes and restarts a demo server periodically. */
final class FlappingPeer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(FlappingPeer.class);

  private final DemoServer server;
  // Binding a port blocks, which the timers' thread must not.
  private final ExecutorService worker = Executors.newSingleThreadExecutor(FlappingPeer::newThread);
  private final Future<?> cycle;

  FlappingPeer(DemoServer server, Clock clock, Duration halfCycle) {
    this.server = server;
    this.cycle =
        clock
            .timers()
            .scheduleAtFixedRate(
                () -> worker.execute(this::toggle),
                halfCycle.toNanos(),
                halfCycle.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private void toggle() {
    if (server.isUp()) {
      server.crash();
      LOG.infof("demo: %s goes away", server);
      return;
    }
    try {
      server.start();
      LOG.infof("demo: %s is back", server);
    } catch (IOException e) {
      LOG.warnf("demo: %s cannot come back yet: %s", server, e.getMessage());
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "rollcall-demo");
    thread.setDaemon(true);
    return thread;
  }

  /** Leaves the server as it is from now on. */
  @Override
  public void close() {
    cycle.cancel(false);
    worker.shutdownNow();
    try {
      worker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
