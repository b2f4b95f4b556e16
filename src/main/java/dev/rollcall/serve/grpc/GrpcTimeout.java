package dev.rollcall.serve.grpc;

import dev.rollcall.serve.contract.Errors;
import io.grpc.Metadata;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the header {@code grpc-timeout}: how long a client waits (gRPC over HTTP/2). */
final class GrpcTimeout {

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([HMSmun])");

  private GrpcTimeout() {}

  /**
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT if it is not in the form
   */
  static Optional<Duration> of(Metadata headers) {
    return Optional.ofNullable(headers.get(HEADER)).map(GrpcTimeout::parsed);
  }

  private static Duration parsed(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw Errors.invalid(
          "BAD_TIMEOUT",
          "grpc-timeout",
          "it is not a timeout; expected 1 to 8 digits and one of H, M, S, m, u, n");
    }
    return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2).charAt(0)));
  }

  private static ChronoUnit unit(char letter) {
    return switch (letter) {
      case 'H' -> ChronoUnit.HOURS;
      case 'M' -> ChronoUnit.MINUTES;
      case 'S' -> ChronoUnit.SECONDS;
      case 'm' -> ChronoUnit.MILLIS;
      case 'u' -> ChronoUnit.MICROS;
      default -> ChronoUnit.NANOS;
    };
  }
}
