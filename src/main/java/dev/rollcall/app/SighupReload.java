package dev.rollcall.app;

import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.systemd.ServiceManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reloads every file on SIGHUP, and notifies the service manager when that begins and ends. */
final class SighupReload implements Runnable {

  private final RosterReloader reloader;
  private final ReloadingToken token;
  private final TlsContextRegistry tls;
  private final ServiceManager manager;
  private final Executor workers;
  private final Executor timers;

  /**
   * @param workers may be blocked
   * @param timers the thread that records a new roster
   */
  SighupReload(
      RosterReloader reloader,
      ReloadingToken token,
      TlsContextRegistry tls,
      ServiceManager manager,
      Executor workers,
      Executor timers) {
    this.reloader = reloader;
    this.token = token;
    this.tls = tls;
    this.manager = manager;
    this.workers = workers;
    this.timers = timers;
  }

  /** Does not wait: a file that takes long to read delays no other. */
  @Override
  public void run() {
    manager.reloading();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            reloader.reload().toCompletableFuture(),
            token.reload().toCompletableFuture(),
            CompletableFuture.runAsync(tls::reload, workers));
    // After what the reloads have handed to the timers' thread.
    var unused = all.whenCompleteAsync((nothing, failure) -> manager.reloaded(), timers);
  }
}
