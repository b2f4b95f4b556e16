package dev.rollcall.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Creates the console of this process. */
public final class SystemConsole {

  /** The size if a terminal does not report one. */
  private static final Size DEFAULT_SIZE = new Size(24, 80);

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");

  private record Size(int rows, int columns) {}

  private SystemConsole() {}

  /** Detects terminals and colours; respects NO_COLOR and TERM=dumb. */
  public static Console open() {
    Map<String, String> environment = System.getenv();
    boolean isTerminal = isTerminal(1);
    StandardOutput out =
        new StandardOutput(new FileOutputStream(FileDescriptor.out), OPEN_FILES.resolve("1"));
    return new Console(
        System.in,
        stream(out),
        stream(new FileOutputStream(FileDescriptor.err)),
        environment,
        () -> screen(environment, isTerminal),
        isTerminal(2) && !isDumb(environment),
        out::problem);
  }

  // Always UTF-8: ids may have any characters, and in the C locale the JDK would print '?'.
  private static PrintStream stream(OutputStream out) {
    return new PrintStream(new BufferedOutputStream(out), true, UTF_8);
  }

  static TerminalCapabilities screen(Map<String, String> environment, boolean isTerminal) {
    boolean colour =
        isTerminal && !isDumb(environment) && environment.getOrDefault("NO_COLOR", "").isEmpty();
    if (!isTerminal) {
      return new TerminalCapabilities(
          false, Integer.MAX_VALUE, Integer.MAX_VALUE, false, isUnicode(environment));
    }
    Size size = terminalSize().orElse(DEFAULT_SIZE);
    return new TerminalCapabilities(
        true, size.columns(), size.rows(), colour, isUnicode(environment));
  }

  private static boolean isDumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  // By POSIX the first variable that is set counts. A modifier may follow after @.
  private static boolean isUnicode(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").replaceFirst("@.*", ""))
        .filter(value -> value.endsWith("utf8"))
        .isPresent();
  }

  /** System.console() needs input and output to be terminals, and differs between JDKs. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target =
          Files.readSymbolicLink(OPEN_FILES.resolve(String.valueOf(descriptor))).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc, as on macOS.
      return succeeds(new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO());
    }
  }

  private static Optional<Size> terminalSize() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), UTF_8));
      return size.matches()
          ? Optional.of(new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean succeeds(ProcessBuilder program) {
    try {
      return program.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
