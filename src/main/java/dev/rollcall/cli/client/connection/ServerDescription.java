package dev.rollcall.cli.client.connection;

import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.grpc.ProtocolSniffer;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.Address;
import dev.rollcall.text.HttpInsteadOfGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;

/**
 * Describes a server and its errors to the user.
 *
 * @param tls whether the connection uses TLS
 * @param hasToken whether calls carry a token
 */
public record ServerDescription(Address address, boolean tls, boolean hasToken) {

  /** The exception that ends a command whose call failed; {@code timeout} is that of the call. */
  CommandFailedException failure(StatusRuntimeException error, Duration timeout) {
    String message = message(error.getStatus());
    boolean isTimeout = error.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
    return new CommandFailedException(
        isTimeout ? message + " within " + DurationFormat.exact(timeout) : message,
        ExitCode.UNAVAILABLE);
  }

  /** Why a call failed, and what may help. */
  String message(Status status) {
    Explanation explanation = explain(status);
    return explanation.error() + explanation.advice();
  }

  /** Why a server that has answered before no longer does; without advice. */
  String outage(Status status) {
    return explain(status).error();
  }

  /** Whether the server is another program, so that waiting is pointless. */
  boolean isNotRollcall(Status status) {
    return status.getCode() == Status.Code.UNIMPLEMENTED
        || ProtocolSniffer.protocolOf(status.getCause()).isPresent()
        || isWebPage(status);
  }

  private record Explanation(String error, String advice) {}

  private Explanation explain(Status status) {
    Optional<HttpInsteadOfGrpc> gateway = gatewayStatus(status);
    if (gateway.isPresent()) {
      return new Explanation("%s: %s".formatted(address, gateway.get()), "");
    }
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
        ? new Explanation("%s rejects the token".formatted(address), "")
        : new Explanation(
            "%s requires a token".formatted(address),
            "; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file that contains it");
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
          "; is Rollcall running there? --server (or ROLLCALL_SERVER) names another address";
      case TLS ->
          "; --ca FILE names the certificates to trust, --server-name the name in the server's"
              + " certificate";
      case PROTOCOL -> tls ? "" : "; it may require TLS (--tls), or not be a Rollcall";
      default -> "";
    };
  }

  private Explanation notRollcall(String details) {
    return new Explanation(
        "%s answers, but is not a Rollcall%s".formatted(address, details),
        tls ? "" : "; if it requires TLS, use --tls");
  }

  private Explanation errorStatus(Status status) {
    return new Explanation(
        "%s answers %s%s".formatted(address, status.getCode(), description(status)), "");
  }

  private static Optional<HttpInsteadOfGrpc> gatewayStatus(Status status) {
    return http(status).filter(HttpInsteadOfGrpc::isUnavailable);
  }

  private static boolean isWebPage(Status status) {
    return http(status).filter(http -> !http.isUnavailable()).isPresent();
  }

  private static Optional<HttpInsteadOfGrpc> http(Status status) {
    return HttpInsteadOfGrpc.in(Optional.ofNullable(status.getDescription()).orElse(""));
  }

  // gRPC sets no cause when a connection is closed without an error, only this description.
  private static Optional<Throwable> cause(Status status) {
    String description = Optional.ofNullable(status.getDescription()).orElse("");
    return description.startsWith("Network closed")
        ? Optional.of(new ClosedChannelException())
        : Optional.ofNullable(status.getCause());
  }

  private static String description(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + TerminalSafe.escape(text.lines().findFirst().orElse("")) + ")")
        .orElse("");
  }
}
