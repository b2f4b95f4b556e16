package dev.rollcall.cli.client.format;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.rollcall.cli.terminal.Colour;
import dev.rollcall.cli.terminal.Table;
import dev.rollcall.cli.terminal.Table.Cell;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.Link;
import dev.rollcall.v1.Node;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the topology as a tree: the node, and below it the peers that it is linked to. */
public final class TopologyPicture {

  /** The headline, the node, a line for the peers that do not fit, and one for the cursor. */
  private static final int RESERVED_LINES = 4;

  private final TerminalCapabilities screen;

  public TopologyPicture(TerminalCapabilities screen) {
    this.screen = screen;
  }

  /** All peers, however many lines they take. */
  public String render(Topology topology) {
    return render(topology, Integer.MAX_VALUE);
  }

  /**
   * As many peers as fit the height of the screen; if not all do, unhealthy ones come first.
   *
   * @param reserved number of lines of the screen that are not available
   */
  public String renderFitting(Topology topology, int reserved) {
    return render(topology, Math.max(1, screen.rows() - reserved - RESERVED_LINES));
  }

  private String render(Topology topology, int limit) {
    List<Peer> peers =
        topology.getNodesList().stream()
            .filter(node -> !node.getSelf())
            .map(Node::getPeer)
            .toList();
    List<Peer> visible = peers.size() <= limit ? peers : worstFirst(peers).subList(0, limit);
    Map<String, Link> links =
        topology.getLinksList().stream()
            .filter(link -> link.getFrom().equals(self(topology).getId()))
            .collect(Collectors.toMap(Link::getTo, link -> link, (first, second) -> second));
    Table table = new Table(List.of("", "", "", "", ""));
    for (int i = 0; i < visible.size(); i++) {
      boolean isLast = i + 1 == visible.size() && visible.size() == peers.size();
      table.add(row(visible.get(i), links, isLast));
    }
    List<Peer> hidden = worstFirst(peers).subList(visible.size(), peers.size());
    return line(headline(topology, peers))
        + line(root(self(topology)))
        + table.render(screen)
        + more(hidden);
  }

  private String more(List<Peer> hidden) {
    if (hidden.isEmpty()) {
      return "";
    }
    String suffix = hidden.stream().allMatch(TopologyPicture::isHealthy) ? " that answer" : "";
    return line(branch(true) + "and %d more%s".formatted(hidden.size(), suffix));
  }

  private String line(String text) {
    return screen.truncate(text) + "\n";
  }

  private static List<Peer> worstFirst(List<Peer> peers) {
    return peers.stream().sorted((a, b) -> Boolean.compare(isHealthy(a), isHealthy(b))).toList();
  }

  private static boolean isHealthy(Peer peer) {
    return peer.getHealth().getStatus() == Status.STATUS_HEALTHY;
  }

  private static String headline(Topology topology, List<Peer> peers) {
    Map<Status, Long> counts =
        peers.stream().collect(groupingBy(peer -> peer.getHealth().getStatus(), counting()));
    // As the log, systemd and the page count: a suspect peer has answered the check before.
    long answering =
        counts.getOrDefault(Status.STATUS_HEALTHY, 0L)
            + counts.getOrDefault(Status.STATUS_SUSPECT, 0L);
    long checked = answering + counts.getOrDefault(Status.STATUS_UNHEALTHY, 0L);
    return "%d of %d peers answer; list: %s"
        .formatted(
            answering,
            checked,
            TerminalSafe.escape(topology.getObserver().getRoster().getSource()));
  }

  private static Peer self(Topology topology) {
    return topology.getNodesList().stream()
        .filter(Node::getSelf)
        .map(Node::getPeer)
        .findFirst()
        .orElseGet(Peer::getDefaultInstance);
  }

  private String root(Peer self) {
    String name =
        self.getId().isEmpty()
            ? "this node, which is not in the list"
            : "%s (this node)  %s  %s"
                .formatted(
                    self.getId(),
                    self.getAddress(),
                    CapabilityFormat.summary(self.getCapabilities()));
    return TerminalSafe.escape((screen.hasUnicode() ? "◉ " : "@ ") + name).stripTrailing();
  }

  private List<Cell> row(Peer peer, Map<String, Link> links, boolean isLast) {
    Status status = peer.getHealth().getStatus();
    Colour colour = StatusSymbol.colour(status);
    return List.of(
        new Cell(
            branch(isLast)
                + StatusSymbol.symbol(status, screen)
                + " "
                + TerminalSafe.escape(peer.getId()),
            colour),
        Cell.of(roundTrip(links.get(peer.getId()))),
        Cell.of(peer.getAddress()),
        Cell.of(CapabilityFormat.summary(peer.getCapabilities())),
        new Cell(
            status == Status.STATUS_HEALTHY
                ? HealthFormat.reason(peer.getHealth())
                : statusAndReason(peer),
            colour));
  }

  // The round-trip time of a peer that is not healthy is outdated.
  private static String roundTrip(@Nullable Link link) {
    return link != null && link.hasRoundTripTime() && link.getStatus() == Status.STATUS_HEALTHY
        ? HealthFormat.roundTrip(link.getRoundTripTime())
        : "";
  }

  private static String statusAndReason(Peer peer) {
    return (StatusSymbol.name(peer.getHealth().getStatus())
            + " "
            + HealthFormat.reason(peer.getHealth()))
        .strip();
  }

  private String branch(boolean isLast) {
    if (screen.hasUnicode()) {
      return isLast ? "└─ " : "├─ ";
    }
    return isLast ? "`- " : "|- ";
  }
}
