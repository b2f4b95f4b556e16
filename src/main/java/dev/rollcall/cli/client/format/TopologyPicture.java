package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Colour;
import dev.rollcall.cli.terminal.Screen;
import dev.rollcall.cli.terminal.Table;
import dev.rollcall.cli.terminal.Table.Cell;
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

/** The node, and below it the peers on their links: a tree. */
public final class TopologyPicture {

  /** The headline, the node itself, a line for those that do not fit, and one for the cursor. */
  private static final int RESERVED_LINES = 4;

  private final Screen screen;

  public TopologyPicture(Screen screen) {
    this.screen = screen;
  }

  /** All of it, however long. */
  public String render(Topology topology) {
    return render(topology, Integer.MAX_VALUE);
  }

  /**
   * As much as fits the height of the screen; those that do not answer come first then.
   *
   * @param taken lines of the screen that are not free
   */
  public String renderFitting(Topology topology, int taken) {
    return render(topology, Math.max(1, screen.rows() - taken - RESERVED_LINES));
  }

  private String render(Topology topology, int most) {
    List<Peer> peers =
        topology.getNodesList().stream()
            .filter(node -> !node.getSelf())
            .map(Node::getPeer)
            .toList();
    List<Peer> shown = peers.size() <= most ? peers : worstFirst(peers).subList(0, most);
    Map<String, Link> links =
        topology.getLinksList().stream()
            .filter(link -> link.getFrom().equals(self(topology).getId()))
            .collect(Collectors.toMap(Link::getTo, link -> link, (first, again) -> again));
    Table table = new Table(List.of("", "", "", "", ""));
    for (int i = 0; i < shown.size(); i++) {
      boolean isLast = i + 1 == shown.size() && shown.size() == peers.size();
      table.add(row(shown.get(i), links, isLast));
    }
    List<Peer> hidden = worstFirst(peers).subList(shown.size(), peers.size());
    return line(headline(topology, peers))
        + line(root(self(topology)))
        + table.render(screen)
        + more(hidden);
  }

  private String more(List<Peer> hidden) {
    if (hidden.isEmpty()) {
      return "";
    }
    String all = hidden.stream().allMatch(TopologyPicture::isHealthy) ? " that answer" : "";
    return line(branch(true) + "and %d more%s".formatted(hidden.size(), all));
  }

  private String line(String text) {
    return screen.truncate(text) + "\n";
  }

  private static List<Peer> worstFirst(List<Peer> peers) {
    return peers.stream()
        .sorted((one, other) -> Boolean.compare(isHealthy(one), isHealthy(other)))
        .toList();
  }

  private static boolean isHealthy(Peer peer) {
    return peer.getHealth().getStatus() == Status.STATUS_HEALTHY;
  }

  private static String headline(Topology topology, List<Peer> peers) {
    long checked =
        peers.stream()
            .filter(peer -> peer.getHealth().getStatus() != Status.STATUS_MAINTENANCE)
            .count();
    long answering = peers.stream().filter(TopologyPicture::isHealthy).count();
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
                ? CapabilityFormat.why(peer.getHealth())
                : statusAndReason(peer),
            colour));
  }

  // That of a peer which does not answer is of the time when it did.
  private static String roundTrip(@Nullable Link link) {
    return link != null && link.hasRoundTripTime() && link.getStatus() == Status.STATUS_HEALTHY
        ? CapabilityFormat.roundTrip(link.getRoundTripTime())
        : "";
  }

  private static String statusAndReason(Peer peer) {
    return (StatusSymbol.name(peer.getHealth().getStatus())
            + " "
            + CapabilityFormat.why(peer.getHealth()))
        .strip();
  }

  private String branch(boolean isLast) {
    if (screen.hasUnicode()) {
      return isLast ? "└─ " : "├─ ";
    }
    return isLast ? "`- " : "|- ";
  }
}
