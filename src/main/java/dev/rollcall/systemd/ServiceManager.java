package dev.rollcall.systemd;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Notifies the service manager that started this process, systemd or another with its protocol:
 * when the service listens, reloads and shuts down, how many peers answer, and that it is alive.
 * Without such a manager all of it does nothing.
 */
public final class ServiceManager implements AutoCloseable {

  private final Clock time;
  private final DirectoryView directory;
  private final ThrottledNotifier notifier;
  private final Optional<Connection> connection;

  /** To a manager that expects notifications. */
  private record Connection(
      NotifySocket socket, NotifyEnvironment environment, SdNotify sdNotify, Heartbeat heartbeat) {}

  private ServiceManager(
      Clock time,
      DirectoryView directory,
      ThrottledNotifier notifier,
      Optional<Connection> connection) {
    this.time = time;
    this.directory = directory;
    this.notifier = notifier;
    this.connection = connection;
  }

  /**
   * Reads what the manager expects. What is wrong with that is logged, and does not keep the
   * service from starting.
   *
   * @param environment the variables that this process was started with
   */
  public static ServiceManager of(
      Map<String, String> environment,
      Clock time,
      DirectoryView directory,
      ThrottledNotifier notifier,
      LivenessConditions probe,
      Logger log) {
    NotifyEnvironment expected = NotifyEnvironment.of(environment, ProcessHandle.current().pid());
    expected.problems().forEach(log::warn);
    Optional<Connection> connection =
        expected
            .socket()
            .flatMap(name -> NotifySocket.open(name, log))
            .map(socket -> connection(socket, expected, time, probe));
    return new ServiceManager(time, directory, notifier, connection);
  }

  private static Connection connection(
      NotifySocket socket, NotifyEnvironment expected, Clock time, LivenessConditions probe) {
    SdNotify sdNotify = new SdNotify(time, socket);
    return new Connection(socket, expected, sdNotify, new Heartbeat(time, probe, sdNotify));
  }

  /** The checks have begun: from here on the status and the heartbeat are sent. */
  public void begin() {
    connection.ifPresent(this::begin);
  }

  private void begin(Connection to) {
    // Apart from the clients' watchers: it does not count as one of them.
    new Watchers(directory, notifier, time, 1)
        .distinct(StatusLine::of, time.timers()::execute)
        .subscribe(new StatusReporter(time, to.sdNotify()));
    to.environment().watchdog().ifPresent(to.heartbeat()::start);
  }

  /** The service listens. */
  public void started() {
    connection.map(Connection::sdNotify).ifPresent(SdNotify::started);
  }

  /** All files are about to be read again; {@link #reloaded} follows. */
  public void reloading() {
    connection.map(Connection::sdNotify).ifPresent(SdNotify::reloading);
  }

  /** All files have been read; their content is active. */
  public void reloaded() {
    connection.map(Connection::sdNotify).ifPresent(SdNotify::reloaded);
  }

  /** The service begins to shut down. */
  public void stopping() {
    connection.map(Connection::sdNotify).ifPresent(SdNotify::stopping);
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    connection.map(Connection::heartbeat).ifPresent(Heartbeat::stop);
    connection.map(Connection::socket).ifPresent(NotifySocket::close);
  }
}
