package dev.rollcall.systemd;

import dev.rollcall.directory.ChangeNotifier;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Watchers;
import dev.rollcall.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The manager that has started this process, if one did and asks to be told: systemd, or what
 * speaks as it does. It hears when the service listens, reloads and ends, how many peers answer,
 * and that the service works. Where nobody asks, all of it does nothing, and costs nothing.
 */
public final class ServiceManager implements AutoCloseable {

  private final Clock time;
  private final DirectoryView directory;
  private final ChangeNotifier pulse;
  private final Optional<Told> told;

  /** One that wants to be told. */
  private record Told(
      NotifySocket socket, NotifyEnvironment asked, SdNotify notices, Heartbeat heartbeat) {}

  private ServiceManager(
      Clock time, DirectoryView directory, ChangeNotifier pulse, Optional<Told> told) {
    this.time = time;
    this.directory = directory;
    this.pulse = pulse;
    this.told = told;
  }

  /**
   * Reads what is asked. What is wrong with that is told, and does not keep the service from
   * starting.
   *
   * @param environment the variables that this process was started with
   */
  public static ServiceManager of(
      Map<String, String> environment,
      Clock time,
      DirectoryView directory,
      ChangeNotifier pulse,
      LivenessProbe vitals,
      Logger log) {
    NotifyEnvironment asked = NotifyEnvironment.of(environment, ProcessHandle.current().pid());
    asked.problems().forEach(log::warn);
    Optional<Told> told =
        asked
            .socket()
            .flatMap(name -> NotifySocket.open(name, log))
            .map(socket -> told(socket, asked, time, vitals));
    return new ServiceManager(time, directory, pulse, told);
  }

  private static Told told(
      NotifySocket socket, NotifyEnvironment asked, Clock time, LivenessProbe vitals) {
    SdNotify notices = new SdNotify(time, socket);
    return new Told(socket, asked, notices, new Heartbeat(time, vitals, notices));
  }

  /** The checks have begun: from here on it hears how many peers answer, and of the watchdog. */
  public void begin() {
    told.ifPresent(this::begin);
  }

  private void begin(Told to) {
    // Apart from the clients' watchers: it does not count as one of them.
    new Watchers(directory, pulse, time, 1)
        .distinct(StatusLine::of, time.timers()::execute)
        .subscribe(new StatusReporter(time, to.notices()));
    to.asked().watchdog().ifPresent(to.heartbeat()::start);
  }

  /** The service listens. */
  public void started() {
    told.map(Told::notices).ifPresent(SdNotify::started);
  }

  /** All files are about to be read again; {@link #reloaded} follows. */
  public void reloading() {
    told.map(Told::notices).ifPresent(SdNotify::reloading);
  }

  /** What they say is in force. */
  public void reloaded() {
    told.map(Told::notices).ifPresent(SdNotify::reloaded);
  }

  /** The service begins to end. */
  public void stopping() {
    told.map(Told::notices).ifPresent(SdNotify::stopping);
  }

  /** Falls silent. */
  @Override
  public void close() {
    told.map(Told::heartbeat).ifPresent(Heartbeat::stop);
    told.map(Told::socket).ifPresent(NotifySocket::close);
  }
}
