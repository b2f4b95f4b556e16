package dev.rollcall.app;

import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.systemd.ServiceManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** SIGHUP: every file is read again, and the service manager hears when that begins and ends. */
final class SighupReload implements Runnable {

  private final RosterReloader reload;
  private final ReloadingToken token;
  private final TlsContextRegistry tls;
  private final ServiceManager manager;
  private final Executor workers;
  private final Executor timers;

  /**
   * @param workers may be blocked
   * @param timers where what was read is taken into force
   */
  SighupReload(
      RosterReloader reload,
      ReloadingToken token,
      TlsContextRegistry tls,
      ServiceManager manager,
      Executor workers,
      Executor timers) {
    this.reload = reload;
    this.token = token;
    this.tls = tls;
    this.manager = manager;
    this.workers = workers;
    this.timers = timers;
  }

  /** Does not wait: a file that cannot be read for long holds up no other. */
  @Override
  public void run() {
    manager.reloading();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            reload.reload().toCompletableFuture(),
            token.reload().toCompletableFuture(),
            CompletableFuture.runAsync(tls::reload, workers));
    // After what the looks have left to the timers' thread.
    var unused = all.whenCompleteAsync((nothing, failure) -> manager.reloaded(), timers);
  }
}
