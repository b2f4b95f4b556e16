package dev.rollcall.cli.local;

import dev.rollcall.check.Outcome;
import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.text.EnumNames;
import dev.rollcall.time.TimePoint;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The result of one check and its timings, formatted for people.
 *
 * @param peer the peer that was checked
 * @param outcome the result
 * @param timings the lookup and the connections of the check
 * @param start when the check began
 * @param end when it ended
 */
record CheckReport(
    Peer peer, Outcome outcome, CheckTimings timings, TimePoint start, TimePoint end) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  /** The result, and a line for each phase. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(TerminalSafe.escape(peer.address() + " " + result()));
    timings.lookup().filter(this::isHostName).ifPresent(lookup -> lines.add(line(lookup)));
    for (ConnectionTimings connection : timings.connections()) {
      lines.addAll(lines(connection));
    }
    if (expectsAnswer()) {
      lastConnection()
          .flatMap(ConnectionTimings::ready)
          .ifPresent(ready -> lines.add(answerLine(ready)));
    }
    lines.add(line("total", start.until(end), ""));
    return lines;
  }

  /** Whether the connection was established, so that a request could be sent. */
  boolean isConnected() {
    // With gRPC the server must have sent something too: its settings frame.
    return peer.check().kind() instanceof CheckKind.Http
        ? timings.connections().stream().anyMatch(connection -> connection.ready().isPresent())
        : timings.connections().stream().anyMatch(ConnectionTimings::isAnswered);
  }

  private String result() {
    if (outcome instanceof Outcome.Success) {
      return success();
    }
    return outcome instanceof Outcome.Failure failure
        ? "%s: %s".formatted(EnumNames.spaced(failure.reason()), failure.detail())
        : "could not be checked: " + ((Outcome.Skipped) outcome).localError();
  }

  private String success() {
    CheckKind kind = peer.check().kind();
    if (kind instanceof CheckKind.Grpc grpc) {
      return "answers SERVING"
          + (grpc.service().isEmpty() ? "" : " for the service '%s'".formatted(grpc.service()));
    }
    if (kind instanceof CheckKind.Http http) {
      return "answers GET %s as expected".formatted(http.path());
    }
    if (kind instanceof CheckKind.Exo) {
      return "answers that it is healthy";
    }
    return kind.tls().isPresent() ? "accepts connections with TLS" : "accepts connections";
  }

  // A TCP check without TLS is over once it is connected.
  private boolean expectsAnswer() {
    CheckKind kind = peer.check().kind();
    return !(kind instanceof CheckKind.Tcp) || kind.tls().isPresent();
  }

  private boolean isHostName(CheckTimings.Lookup lookup) {
    String host = peer.address().host();
    return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
  }

  private Optional<ConnectionTimings> lastConnection() {
    List<ConnectionTimings> all = timings.connections();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private static String line(CheckTimings.Lookup lookup) {
    String addresses =
        lookup.addresses().stream()
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(", "));
    return line("lookup", lookup.duration(), addresses.isEmpty() ? "no address" : addresses);
  }

  private static List<String> lines(ConnectionTimings connection) {
    List<String> lines = new ArrayList<>();
    String host =
        connection.address().map(socket -> socket.getAddress().getHostAddress()).orElse("");
    String target = host + (connection.isConnected() ? "" : ": no connection");
    lines.add(
        connection
            .connect()
            .map(duration -> line("connect", duration, target))
            .orElseGet(() -> line("connect", "-", target)));
    connection
        .handshake()
        .ifPresent(
            duration ->
                lines.add(
                    line(
                        "TLS",
                        duration,
                        connection.session().map(CheckReport::describe).orElse("no handshake"))));
    return lines;
  }

  private String answerLine(TimePoint ready) {
    return line("answer", ready.until(end), "");
  }

  private static String describe(SSLSession session) {
    String protocol = session.getProtocol();
    try {
      X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
      return "%s, %s until %s"
          .formatted(
              protocol,
              TerminalSafe.escape(certificate.getSubjectX500Principal().getName()),
              DATE.format(certificate.getNotAfter().toInstant()));
    } catch (SSLPeerUnverifiedException e) {
      return protocol;
    }
  }

  private static String line(String phase, Duration duration, String details) {
    return line(phase, DurationFormat.fine(duration), details);
  }

  private static String line(String phase, String duration, String details) {
    return "  %-8s %7s  %s".formatted(phase, duration, details).stripTrailing();
  }
}
