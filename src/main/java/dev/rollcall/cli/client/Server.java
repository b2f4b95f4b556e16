package dev.rollcall.cli.client;

import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.grpc.FirstBytes;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.peer.Address;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/**
 * The Rollcall that is asked, as people are told of it.
 *
 * @param tls whether TLS is spoken to it
 * @param hasToken whether it is sent a token
 */
record Server(Address address, boolean tls, boolean hasToken) {

  /** What a user is told in place of an answer. */
  CommandFailedException failure(StatusRuntimeException error) {
    return new CommandFailedException(message(error.getStatus()), ExitCode.NO_ANSWER);
  }

  /** Why there was no answer, and what may help. */
  String message(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, UNKNOWN, INTERNAL -> brokenOff(status);
      case DEADLINE_EXCEEDED -> "%s does not answer".formatted(address);
      case UNIMPLEMENTED -> isNot(said(status));
      case UNAUTHENTICATED ->
          hasToken
              ? "%s does not take the token".formatted(address)
              : "%s wants a token; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file with it"
                  .formatted(address);
      default -> "%s answers %s%s".formatted(address, status.getCode(), said(status));
    };
  }

  private String brokenOff(Status status) {
    Throwable cause = status.getCause();
    Optional<String> otherProtocol = FirstBytes.protocolOf(cause);
    if (otherProtocol.isPresent()) {
      return isNot(" (it speaks %s)".formatted(otherProtocol.get()));
    }
    if (cause == null) {
      return "%s answers %s%s".formatted(address, status.getCode(), said(status));
    }
    Outcome outcome = NetworkFailures.of(cause, address.toString());
    if (outcome instanceof Outcome.Failure failure) {
      return failure.detail() + advice(failure);
    }
    return ((Outcome.NotAsked) outcome).lack();
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

  private String isNot(String why) {
    return "%s answers, but is no Rollcall%s%s"
        .formatted(address, why, tls ? "" : "; if it wants TLS: --tls");
  }

  private static String said(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + text.lines().findFirst().orElse("") + ")")
        .orElse("");
  }
}
