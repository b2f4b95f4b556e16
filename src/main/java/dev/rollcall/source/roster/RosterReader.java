package dev.rollcall.source.roster;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.KnownKeys;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problems;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.text.KnownNames;
import dev.rollcall.text.PrintableText;
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

  private static final KnownKeys KEYS =
      new KnownKeys(List.of("defaults", "peers", "links"), Set.of(SCHEMA), Map.of());

  private RosterReader() {}

  /**
   * Reads and judges the whole document; never throws for what it holds.
   *
   * @param defaults what counts where the document says nothing
   * @param nodeId the id of the node itself, as {@value #NODE_ID} has it; absent: it only observes
   */
  public static ParseResult<Roster> read(
      Document document, CheckDefaults defaults, Optional<String> nodeId) {
    Problems problems = new Problems(document.problems());
    DocumentNode root = new DocumentNode(document.root(), "", problems);
    if (document.root() instanceof Value.Null) {
      root.reject("is empty; expected 'peers' with a list of peers");
      return problems.toResult(RosterReader::unreachable);
    }
    boolean exo = ExoRosterReader.isExoFile(root);
    Optional<MappingReader> fields =
        exo ? ExoRosterReader.topLevel(root, KEYS.listed()) : MappingReader.of(root, KEYS);
    if (fields.isEmpty()) {
      return problems.toResult(RosterReader::unreachable);
    }
    // Who listens there is an exo node, so it is asked as one.
    String type = exo ? CheckKind.Exo.TYPE : CheckSettings.DEFAULTS.kind().type();
    return read(fields.get(), type, defaults, nodeId, problems);
  }

  private static ParseResult<Roster> read(
      MappingReader fields,
      String type,
      CheckDefaults node,
      Optional<String> nodeId,
      Problems problems) {
    fields.get(SCHEMA).ifPresent(cell -> ScalarReader.string(cell, "text"));
    PeerPropertiesReader traits = new PeerPropertiesReader(node.tlsConfigs());
    PeerProperties shared =
        fields
            .get("defaults")
            .flatMap(cell -> MappingReader.of(cell, PeerPropertiesReader.KEYS))
            .map(found -> traits.read(found, PeerProperties.NONE, Optional.empty()))
            .orElse(PeerProperties.NONE);
    String counting = shared.check().over(node.values()).kind().type().orElse(type);
    PeersReader peers = new PeersReader(traits, shared, counting);
    List<PeerEntry> listed =
        fields.require("peers", "expected a list of peers").map(peers::read).orElse(List.of());
    Optional<Set<Link>> links =
        fields.get("links").map(cell -> new LinksReader(peers.ids()).read(cell));
    nodeId.ifPresent(id -> checkNodeId(id, peers.ids(), problems));
    return problems.toResult(
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
        new SourceLocation.OfName(NODE_ID),
        "",
        "no peer has the id '%s'; the roster has %s"
            .formatted(
                PrintableText.printable(nodeId),
                KnownNames.abbreviated(ids.stream().map(PeerId::value).toList())));
  }

  private static Roster unreachable() {
    throw new IllegalStateException("a problem was told, but is not there");
  }
}
