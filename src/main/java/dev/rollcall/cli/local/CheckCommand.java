package dev.rollcall.cli.local;

import dev.rollcall.check.TlsContext;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.LogSilencer;
import dev.rollcall.peer.Peer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one peer once. */
@Command(
    name = "check",
    description = {
      "Asks one peer once, as the service would, and tells what came back and how long each step"
          + " took. It needs no running Rollcall."
    },
    exitCodeOnInvalidInput = CheckExitCode.WRONG_ARGUMENTS,
    exitCodeListHeading = "%nIt ends with the codes of grpc-health-probe:%n",
    exitCodeList = {
      "0:It serves.",
      "1:The command line makes no sense, or a file cannot be used.",
      "2:No connection: refused, unreachable, no such name, TLS, or a timeout before that.",
      "3:A connection, and no answer as this kind of check has it, in time.",
      "4:It answers that it does not serve, or not this service."
    },
    footer = {
      "",
      "It can stand in for grpc-health-probe, whose options it takes too: -addr, -service,",
      "-connect-timeout and -rpc-timeout (their sum is the limit), -rpc-header, -tls, -tls-ca-cert,",
      "-tls-client-cert, -tls-client-key, -tls-server-name and -tls-no-verify.",
      "",
      "Examples:",
      "  rollcall check 192.168.1.10:50051",
      "  rollcall check node1:443 --kind http --path /healthz --ca ca.pem",
      "  HEALTHCHECK CMD [\"rollcall\", \"check\", \"127.0.0.1:7655\"]"
    })
public final class CheckCommand implements Callable<Integer> {

  private static final String DEFAULT_TIMEOUT = "1s";

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "Where it listens, as host:port; IPv6 as [fd00::1]:50051.")
  private Optional<String> address = Optional.empty();

  @Mixin private CheckOptions checkOptions = new CheckOptions();
  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long all of it may take, such as 500ms or 3s (1s).")
  private Optional<String> timeout = Optional.empty();

  @Mixin private GrpcHealthProbeOptions probeOptions = new GrpcHealthProbeOptions();

  /**
   * @param console where it prints
   */
  public CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LogSilencer.silence();
    checkOptions.addDefaultsFrom(probeOptions);
    tls.take(probeOptions);
    Peer peer = peer();
    Optional<TlsContext> context =
        tls.areAsked() ? Optional.of(tls.context()) : Optional.<TlsContext>empty();
    CheckReport report;
    try (CheckRunner check = new CheckRunner(context)) {
      report = check.run(peer);
    }
    report.lines().forEach(console::print);
    return CheckExitCode.of(report.outcome(), report.isConnected());
  }

  private Peer peer() {
    if (address.isPresent() == probeOptions.address().isPresent()) {
      throw usageError(
          address.isPresent()
              ? "ADDRESS and -addr are the same; expected one of them"
              : "ADDRESS is missing; expected host:port, such as 192.168.1.10:50051");
    }
    String asked = address.or(probeOptions::address).orElse("");
    return checkOptions
        .peer(asked, timeout.or(probeOptions::timeout).orElse(DEFAULT_TIMEOUT), tls)
        .orElseThrow(problems -> InvalidInputFailure.of(problems, CheckExitCode.WRONG_ARGUMENTS));
  }

  private static CommandFailedException usageError(String message) {
    return new CommandFailedException(message, CheckExitCode.WRONG_ARGUMENTS);
  }
}
