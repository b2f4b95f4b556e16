package dev.rollcall.cli.client.connection;

import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.grpc.ProtocolSniffer;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.Address;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;

/**
 * The Rollcall that is asked, as people are told of it.
 *
 * @param tls whether TLS is spoken to it
 * @param hasToken whether it is sent a token
 */
public record ServerDescription(Address address, boolean tls, boolean hasToken) {

  /** What a user is told in place of an answer that was waited for so long. */
  CommandFailedException failure(StatusRuntimeException error, Duration patience) {
    String message = message(error.getStatus());
    boolean isLate = error.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
    return new CommandFailedException(
        isLate ? message + " within " + DurationFormat.exact(patience) : message,
        ExitCode.UNAVAILABLE);
  }

  /** Why there was no answer, and what may help. */
  String message(Status status) {
    Explanation trouble = explain(status);
    return trouble.error() + trouble.advice();
  }

  /** Why one that has answered before does not any more; advice is out of place there. */
  String outage(Status status) {
    return explain(status).error();
  }

  /** Whether something else is there, which will not become a Rollcall by waiting. */
  boolean isNotRollcall(Status status) {
    return status.getCode() == Status.Code.UNIMPLEMENTED
        || ProtocolSniffer.protocolOf(status.getCause()).isPresent()
        || isWebPage(status);
  }

  private record Explanation(String error, String advice) {}

  private Explanation explain(Status status) {
    if (isWebPage(status)) {
      return notRollcall(description(status));
    }
    return switch (status.getCode()) {
      case UNAVAILABLE, UNKNOWN, INTERNAL -> connectionError(status);
      case DEADLINE_EXCEEDED -> new Explanation("%s does not answer".formatted(address), "");
      case UNIMPLEMENTED -> notRollcall(description(status));
      case UNAUTHENTICATED -> tokenError();
      default -> errorStatus(status);
    };
  }

  private Explanation tokenError() {
    return hasToken
        ? new Explanation("%s does not take the token".formatted(address), "")
        : new Explanation(
            "%s wants a token".formatted(address),
            "; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file with it");
  }

  private Explanation connectionError(Status status) {
    Optional<Throwable> cause = cause(status);
    if (cause.isEmpty()) {
      return errorStatus(status);
    }
    Optional<String> otherProtocol = ProtocolSniffer.protocolOf(cause.get());
    if (otherProtocol.isPresent()) {
      return notRollcall(" (it speaks %s)".formatted(otherProtocol.get()));
    }
    Outcome outcome = NetworkOutcomes.of(cause.get(), address.toString());
    return outcome instanceof Outcome.Failure failure
        ? new Explanation(failure.detail(), advice(failure))
        : new Explanation(((Outcome.Skipped) outcome).localError(), "");
  }

  private String advice(Outcome.Failure failure) {
    return switch (failure.reason()) {
      case REFUSED, UNREACHABLE, UNRESOLVED ->
          "; is Rollcall running there? --server (or ROLLCALL_SERVER) names another place";
      case TLS -> "; --ca FILE says whom to trust, --server-name what the certificate must bear";
      case PROTOCOL -> tls ? "" : "; does it want TLS (--tls), or is it no Rollcall?";
      default -> "";
    };
  }

  private Explanation notRollcall(String why) {
    return new Explanation(
        "%s answers, but is no Rollcall%s".formatted(address, why),
        tls ? "" : "; if it wants TLS: --tls");
  }

  private Explanation errorStatus(Status status) {
    return new Explanation(
        "%s answers %s%s".formatted(address, status.getCode(), description(status)), "");
  }

  // How the library tells of a page in place of an answer.
  private static boolean isWebPage(Status status) {
    String said = Optional.ofNullable(status.getDescription()).orElse("");
    return said.startsWith("HTTP status code ") && said.contains("content-type");
  }

  // The library has no cause for a connection that just ends; only these words.
  private static Optional<Throwable> cause(Status status) {
    String said = Optional.ofNullable(status.getDescription()).orElse("");
    return said.startsWith("Network closed")
        ? Optional.of(new ClosedChannelException())
        : Optional.ofNullable(status.getCause());
  }

  private static String description(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + TerminalSafe.escape(text.lines().findFirst().orElse("")) + ")")
        .orElse("");
  }
}
