package dev.rollcall.app;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.terminal.SystemConsole;
import dev.rollcall.systemd.NativeTransport;
import io.quarkus.runtime.JVMUnsafeWarningsControl;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program's entry point. */
@QuarkusMain
public final class Main {

  /** The argument by which the framework passes on that the demo's peers are to be listed. */
  static final String DEMO = "demo";

  Main() {}

  /** Runs the command line; without a command, it serves until it is stopped. */
  public static void main(String... arguments) {
    // Else the first to log, such as the JDK itself, would choose the JDK's own log manager, and
    // the program's lines would not be formatted.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    // Netty and gRPC use sun.misc.Unsafe, of which JDK 24 and later warn; the framework switches
    // the warnings off too, but only where it serves.
    JVMUnsafeWarningsControl.disableUnsafeRelatedWarnings();
    SignalHandlers.surviveUserSignals();
    NativeTransport.onlyIfAsked(System.getenv());
    QuarkusService service = new QuarkusService();
    int exitCode = Commands.execute(SystemConsole.open(), service, arguments);
    // The framework ends the process itself where it has served, and in dev mode must not be ended
    // by us. Any other command ends at once: Netty has a thread that would keep the process alive
    // for another second (GlobalEventExecutor, whose quiet period is not less).
    if (exitCode != 0 || !service.hasServed()) {
      System.exit(exitCode);
    }
  }
}
