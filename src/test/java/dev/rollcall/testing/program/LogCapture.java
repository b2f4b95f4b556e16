package dev.rollcall.testing.program;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Captures what is logged under one name, from INFO up, while it is open. */
public final class LogCapture extends Handler implements AutoCloseable {

  private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  // Held, since the log manager may forget a logger that nobody holds, and its handlers with it.
  private final Logger logger;

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  /** Begins to listen. */
  public static LogCapture of(String name) {
    LogCapture lines = new LogCapture(Logger.getLogger(name));
    lines.logger.setLevel(Level.INFO);
    lines.logger.addHandler(lines);
    return lines;
  }

  /** Level and message of each line so far. */
  public List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(entry.getLevel().getName() + " " + MESSAGE.format(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
