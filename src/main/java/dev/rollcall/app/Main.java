package dev.rollcall.app;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.terminal.SystemConsole;
import dev.rollcall.systemd.NativeTransport;
import io.quarkus.runtime.JVMUnsafeWarningsControl;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins. */
@QuarkusMain
public final class Main {

  /** What the framework is told where the demo's peers are to be listed. */
  static final String DEMO = "demo";

  Main() {}

  /** Does what the command line says; without a command, it serves until it is told to end. */
  public static void main(String... arguments) {
    // Else the first that logs, such as the JDK itself, would choose the JDK's own log manager, and
    // the lines of the program would have no form.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    // Libraries reach memory in a way that JDK 24 and later tell of; the framework does this too,
    // but only where it serves.
    JVMUnsafeWarningsControl.disableUnsafeRelatedWarnings();
    NativeTransport.onlyIfAsked(System.getenv());
    int exitCode = Commands.all(SystemConsole.open(), new QuarkusService()).execute(arguments);
    // The framework ends the process itself, and in dev mode must not be ended by us.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
