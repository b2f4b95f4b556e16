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
 * Rewrites the error of a TLS configuration that cannot be used to the form of any other problem in
 * the settings. Quarkus 3.37 reads it before any code of ours runs, and logs a stack trace.
 */
@LoggingFilter(name = "start-failures")
public final class StartupErrorLogFilter implements Filter {

  private static final String TLS_READERS = "io.quarkus.tls.";

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (Application.class.getName().equals(entry.getLoggerName())) {
      tlsError(entry.getThrown()).ifPresent(error -> rewrite(entry, error));
    }
    return true;
  }

  private static Optional<Throwable> tlsError(Throwable thrown) {
    return ErrorText.causes(thrown).filter(StartupErrorLogFilter::isThrownByTlsReader).findFirst();
  }

  private static boolean isThrownByTlsReader(Throwable error) {
    return Stream.of(error.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().startsWith(TLS_READERS));
  }

  private static void rewrite(LogRecord entry, Throwable error) {
    entry.setMessage(
        ProblemReport.startupFailure(List.of("quarkus.tls: " + ErrorText.format(error))));
    entry.setParameters(new Object[0]);
    entry.setThrown(null);
  }
}
