package dev.rollcall.source;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a roster of a document, whatever it was written in. */
public final class RosterReader {

  /** The setting that says which entry is the node itself. */
  public static final String NODE_ID = "rollcall.node-id";

  /** Editors write it, to know the schema. */
  private static final String SCHEMA = "$schema";

  private static final Keys KEYS =
      new Keys(List.of("defaults", "peers", "links"), Set.of(SCHEMA), Map.of());

  private RosterReader() {}

  /**
   * Reads and judges the whole document; never throws for what it holds.
   *
   * @param defaults what counts where the document says nothing
   * @param nodeId the id of the node itself, as {@value #NODE_ID} has it; absent: it only observes
   */
  public static Reading<Roster> read(
      Document document, CheckDefaults defaults, Optional<String> nodeId) {
    Problems problems = new Problems(document.problems());
    Cell root = new Cell(document.root(), "", problems);
    if (document.root() instanceof Value.Nothing) {
      root.refuse("is empty; expected 'peers' with a list of peers");
      return problems.unlessAny(RosterReader::impossible);
    }
    boolean exo = ExoFile.fits(root);
    Optional<Fields> fields = exo ? ExoFile.fields(root, KEYS.listed()) : Fields.of(root, KEYS);
    if (fields.isEmpty()) {
      return problems.unlessAny(RosterReader::impossible);
    }
    // Who listens there is an exo node, so it is asked as one.
    String type = exo ? CheckKind.Exo.TYPE : CheckSettings.DEFAULTS.kind().type();
    return read(fields.get(), type, defaults, nodeId, problems);
  }

  private static Reading<Roster> read(
      Fields fields, String type, CheckDefaults node, Optional<String> nodeId, Problems problems) {
    fields.get(SCHEMA).ifPresent(cell -> Scalars.text(cell, "text"));
    TraitsReader traits = new TraitsReader(node.tlsConfigs());
    Traits shared =
        fields
            .get("defaults")
            .flatMap(cell -> Fields.of(cell, TraitsReader.KEYS))
            .map(found -> traits.read(found, Traits.NONE, Optional.empty()))
            .orElse(Traits.NONE);
    String counting = shared.check().over(node.said()).kind().type().orElse(type);
    PeersReader peers = new PeersReader(traits, shared, counting);
    List<Listed> listed =
        fields.require("peers", "expected a list of peers").map(peers::read).orElse(List.of());
    Optional<Set<Link>> links =
        fields.get("links").map(cell -> new LinksReader(peers.ids()).read(cell));
    nodeId.ifPresent(id -> checkNodeId(id, peers.ids(), problems));
    return problems.unlessAny(
        () ->
            new Roster(
                listed.stream().map(peer -> peer.toPeer(node, type)).toList(),
                links,
                nodeId.map(PeerId::new),
                RosterDigest.of(type, listed, links)));
  }

  // Without any id there is a problem already, and it is not the node's.
  private static void checkNodeId(String nodeId, Set<PeerId> ids, Problems problems) {
    if (ids.isEmpty() || ids.stream().anyMatch(id -> id.value().equals(nodeId))) {
      return;
    }
    problems.add(
        new Place.Named(NODE_ID),
        "",
        "no peer has the id '%s'; the roster has %s"
            .formatted(
                Texts.printable(nodeId), Names.some(ids.stream().map(PeerId::value).toList())));
  }

  private static Roster impossible() {
    throw new IllegalStateException("a problem was told, but is not there");
  }
}
