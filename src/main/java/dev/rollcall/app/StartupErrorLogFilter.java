package dev.rollcall.app;

import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.text.ErrorText;
import io.quarkus.logging.LoggingFilter;
import io.quarkus.runtime.Application;
import java.util.List;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Tells a TLS configuration that cannot be used as any other setting is told. The framework reads
 * it before anything of ours runs, and would print a stack trace.
 */
@LoggingFilter(name = "start-failures")
public final class StartupErrorLogFilter implements Filter {

  private static final String READERS = "io.quarkus.tls.";

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (Application.class.getName().equals(entry.getLoggerName())) {
      ofTls(entry.getThrown()).ifPresent(error -> rewrite(entry, error));
    }
    return true;
  }

  private static Optional<Throwable> ofTls(Throwable thrown) {
    return ErrorText.causes(thrown).filter(StartupErrorLogFilter::isThrownByReaders).findFirst();
  }

  private static boolean isThrownByReaders(Throwable error) {
    return Stream.of(error.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().startsWith(READERS));
  }

  private static void rewrite(LogRecord entry, Throwable error) {
    entry.setMessage(ProblemReport.start(List.of("quarkus.tls: " + ErrorText.told(error))));
    entry.setParameters(new Object[0]);
    entry.setThrown(null);
  }
}
