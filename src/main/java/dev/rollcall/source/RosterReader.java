package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a roster of a document, whatever it was written in. */
public final class RosterReader {

  /** The setting that says which entry is the node itself. */
  public static final String NODE_ID = "rollcall.node-id";

  private static final List<String> KEYS = List.of("defaults", "peers", "links");
  private static final int MOST_IDS_SHOWN = 20;

  private RosterReader() {}

  /**
   * Reads and judges the whole document; never throws for what it holds.
   *
   * @param defaults what counts where the document says nothing
   * @param nodeId the id of the node itself, as {@value #NODE_ID} has it; absent: it only observes
   */
  public static Reading<Roster> read(
      Document document, CheckSettings defaults, Optional<String> nodeId) {
    Problems problems = new Problems(document.problems());
    Cell root = new Cell(document.root(), "", problems);
    if (document.root() instanceof Value.Nothing) {
      root.refuse("is empty; expected 'peers' with a list of peers");
      return problems.unlessAny(RosterReader::impossible);
    }
    Optional<Fields> fields =
        ExoFile.fits(root) ? ExoFile.fields(root, KEYS) : Fields.of(root, KEYS);
    if (fields.isEmpty()) {
      return problems.unlessAny(RosterReader::impossible);
    }
    return read(fields.get(), defaults, nodeId, problems);
  }

  private static Reading<Roster> read(
      Fields fields, CheckSettings defaults, Optional<String> nodeId, Problems problems) {
    Traits shared =
        fields
            .get("defaults")
            .flatMap(cell -> Fields.of(cell, TraitsReader.KEYS))
            .map(found -> TraitsReader.read(found, Traits.NONE, Optional.empty()))
            .orElse(Traits.NONE);
    PeersReader peers = new PeersReader(shared, defaults.kind().type());
    List<Listed> listed =
        fields.require("peers", "expected a list of peers").map(peers::read).orElse(List.of());
    Optional<Set<Link>> links =
        fields.get("links").map(cell -> new LinksReader(peers.ids()).read(cell));
    nodeId.ifPresent(id -> checkNodeId(id, peers.ids(), problems));
    return problems.unlessAny(
        () ->
            new Roster(
                listed.stream().map(peer -> peer.toPeer(defaults)).toList(),
                links,
                nodeId.map(PeerId::new),
                RosterDigest.of(listed, links)));
  }

  // Without any id there is a problem already, and it is not the node's.
  private static void checkNodeId(String nodeId, Set<PeerId> ids, Problems problems) {
    if (ids.isEmpty() || ids.stream().anyMatch(id -> id.value().equals(nodeId))) {
      return;
    }
    String shown =
        ids.stream()
            .sorted()
            .limit(MOST_IDS_SHOWN)
            .map(id -> Texts.printable(id.value()))
            .collect(Collectors.joining(", "));
    int more = ids.size() - MOST_IDS_SHOWN;
    problems.add(
        new Place.Named(NODE_ID),
        "",
        "no peer has the id '%s'; the roster has %s%s"
            .formatted(
                Texts.printable(nodeId), shown, more > 0 ? " and %d more".formatted(more) : ""));
  }

  private static Roster impossible() {
    throw new IllegalStateException("a problem was told, but is not there");
  }
}
