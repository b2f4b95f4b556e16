package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.cli.terminal.Table;
import dev.rollcall.cli.terminal.Table.Cell;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats peers as a table, one row per peer. */
final class PeerTable {

  private final List<Column> columns;
  private final Instant now;
  private final boolean isTruncated;

  private record Column(String heading, BiFunction<Peer, Instant, String> text) {}

  private PeerTable(List<Column> columns, Instant now, boolean isTruncated) {
    this.columns = columns;
    this.now = now;
    this.isTruncated = isTruncated;
  }

  /** The columns that fit a terminal. */
  static PeerTable standard(Instant now) {
    return new PeerTable(
        List.of(
            new Column("ID", (peer, at) -> peer.getId()),
            new Column("ADDRESS", (peer, at) -> peer.getAddress()),
            new Column("MEMORY", (peer, at) -> CapabilityFormat.memory(peer.getCapabilities())),
            new Column("GPU", (peer, at) -> CapabilityFormat.gpu(peer.getCapabilities())),
            new Column("RTT", (peer, at) -> roundTrip(peer.getHealth())),
            new Column("FOR", (peer, at) -> since(peer.getHealth(), at)),
            new Column("WHY", (peer, at) -> HealthFormat.reason(peer.getHealth()))),
        now,
        true);
  }

  /** All columns, however wide. */
  static PeerTable wide(Instant now) {
    List<Column> columns = new ArrayList<>(standard(now).columns);
    columns.addAll(
        columns.size() - 1,
        List.of(
            new Column(
                "GPU MEMORY", (peer, at) -> CapabilityFormat.gpuMemory(peer.getCapabilities())),
            new Column("CHIP", (peer, at) -> peer.getCapabilities().getChip()),
            new Column("MODEL", (peer, at) -> peer.getCapabilities().getModel()),
            new Column("LABELS", (peer, at) -> labels(peer)),
            new Column("CHECKED", (peer, at) -> checked(peer.getHealth(), at))));
    columns.add(new Column("DETAIL", (peer, at) -> peer.getHealth().getDetail()));
    return new PeerTable(List.copyOf(columns), now, false);
  }

  String render(List<Peer> peers, TerminalCapabilities screen) {
    Table table =
        new Table(
            Stream.concat(Stream.of("STATUS"), columns.stream().map(Column::heading)).toList());
    for (Peer peer : peers) {
      List<Cell> row = new ArrayList<>();
      row.add(StatusSymbol.cell(peer.getHealth(), screen));
      columns.forEach(column -> row.add(Cell.of(column.text().apply(peer, now))));
      table.add(row);
    }
    return table.render(isTruncated ? screen : screen.withUnlimitedWidth());
  }

  private static String labels(Peer peer) {
    return new TreeMap<>(peer.getLabelsMap())
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  private static String roundTrip(Health health) {
    return health.hasRoundTripTime() ? HealthFormat.roundTrip(health.getRoundTripTime()) : "";
  }

  private static String since(Health health, Instant now) {
    return health.hasStatusSince()
        ? DurationFormat.coarse(
            Duration.between(ProtoTimestamps.toInstant(health.getStatusSince()), now))
        : "";
  }

  private static String checked(Health health, Instant now) {
    return health.hasCheckedAt()
        ? DurationFormat.coarse(
                Duration.between(ProtoTimestamps.toInstant(health.getCheckedAt()), now))
            + " ago"
        : "";
  }
}
