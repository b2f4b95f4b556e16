package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.LogSilencer;
import dev.rollcall.cli.tls.TlsOptions;
import dev.rollcall.peer.Peer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall check}: checks one peer once. */
@Command(
    name = "check",
    description = {
      "Checks one peer once, as the service would, and prints the result and how long each step"
          + " took. Needs no running Rollcall."
    },
    exitCodeOnInvalidInput = CheckExitCode.WRONG_ARGUMENTS,
    exitCodeListHeading = "%nExit codes, the same as of grpc-health-probe:%n",
    exitCodeList = {
      "0:The peer is healthy.",
      "1:The command line is invalid, or a file cannot be used.",
      "2:No connection: refused, unreachable, unknown host, TLS failure, or a timeout until then.",
      "3:Connected, but no valid response of this kind of check within the timeout.",
      "4:The peer responds that it is not serving, or does not know the service."
    },
    footer = {
      "",
      "It can replace grpc-health-probe, and accepts its options too: -addr, -service,",
      "-connect-timeout and -rpc-timeout (their sum is the limit), -rpc-header, -tls,"
          + " -tls-ca-cert,",
      "-tls-client-cert, -tls-client-key, -tls-server-name, -tls-no-verify and -version;",
      "-user-agent, -gzip and -v have no effect, -spiffe and -alts are not supported.",
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
      description = "The address of the peer, as host:port; IPv6 as [fd00::1]:50051.")
  private Optional<String> address = Optional.empty();

  @Mixin private CheckOptions checkOptions = new CheckOptions();
  @Mixin private TlsOptions tlsOptions = new TlsOptions();

  @Option(names = "--insecure", description = "Trust any certificate, for any name; implies --tls.")
  private boolean insecure;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "The time limit of the whole check, such as 500ms or 3s. Default: 1s.")
  private Optional<String> timeout = Optional.empty();

  @Mixin private GrpcHealthProbeOptions probeOptions = new GrpcHealthProbeOptions();

  /**
   * @param console prints the report
   */
  public CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LogSilencer.silence();
    checkOptions.addDefaultsFrom(probeOptions);
    CheckTls tls =
        new CheckTls(
            tlsOptions.arguments().or(probeOptions.tlsArguments()),
            insecure || probeOptions.noVerify());
    Peer peer = peer(tls);
    CheckReport report;
    try (CheckRunner runner = new CheckRunner(tls.context())) {
      report = runner.run(peer);
    }
    report.lines().forEach(console::print);
    return CheckExitCode.of(report.outcome(), report.isConnected());
  }

  private Peer peer(CheckTls tls) {
    probeOptions
        .unsupported()
        .ifPresent(
            message -> {
              throw usageError(message);
            });
    if (address.isPresent() == probeOptions.hasAddress()) {
      throw usageError(
          address.isPresent()
              ? "ADDRESS and -addr are the same; expected one of them"
              : "ADDRESS is missing; expected host:port, such as 192.168.1.10:50051");
    }
    String hostAndPort = address.or(probeOptions::address).orElse("");
    return checkOptions
        .peer(hostAndPort, timeout.or(probeOptions::timeout).orElse(DEFAULT_TIMEOUT), tls)
        .orElseThrow(problems -> InvalidInputFailure.of(problems, CheckExitCode.WRONG_ARGUMENTS));
  }

  private static CommandFailedException usageError(String message) {
    return new CommandFailedException(message, CheckExitCode.WRONG_ARGUMENTS);
  }
}
