package dev.rollcall.source.roster;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.KnownKeys;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problems;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.text.KnownNames;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a roster from a document, whatever its format. */
public final class RosterReader {

  /** The setting with the id of the node itself. */
  public static final String NODE_ID = "rollcall.node-id";

  /** Editors use it to find the schema. */
  private static final String SCHEMA = "$schema";

  private static final KnownKeys KEYS =
      new KnownKeys(List.of("defaults", "peers", "links"), Set.of(SCHEMA), Map.of());

  private RosterReader() {}

  /**
   * Reads and validates the whole document; never throws, whatever it contains.
   *
   * @param defaults apply where the document has no value
   * @param nodeId the id of the node itself, as {@value #NODE_ID} has it; absent: it only observes
   */
  public static ParseResult<Roster> read(
      Document document, CheckDefaults defaults, Optional<String> nodeId) {
    Problems problems = new Problems(document.problems());
    DocumentCursor root = new DocumentCursor(document.root(), "", problems);
    if (document.root() instanceof DocumentValue.Null) {
      root.reject("is empty; expected 'peers' with a list of peers");
      return problems.toResult(RosterReader::unreachable);
    }
    boolean exo = ExoRosterReader.isExoFile(root);
    Optional<MappingReader> fields =
        exo ? ExoRosterReader.topLevel(root, KEYS.listed()) : MappingReader.of(root, KEYS);
    if (fields.isEmpty()) {
      return problems.toResult(RosterReader::unreachable);
    }
    // The members of an exo file are exo nodes, so they get exo's own health check.
    String type = exo ? CheckKind.Exo.TYPE : CheckSettings.DEFAULTS.kind().type();
    return read(fields.get(), type, defaults, nodeId, problems);
  }

  private static ParseResult<Roster> read(
      MappingReader mapping,
      String type,
      CheckDefaults nodeDefaults,
      Optional<String> nodeId,
      Problems problems) {
    mapping.get(SCHEMA).ifPresent(node -> ScalarReader.string(node, "text"));
    PeerPropertiesReader propertiesReader = new PeerPropertiesReader(nodeDefaults.tlsConfigs());
    PeerProperties shared =
        mapping
            .get("defaults")
            .flatMap(node -> MappingReader.of(node, PeerPropertiesReader.KEYS))
            .map(found -> propertiesReader.read(found, PeerProperties.NONE, Optional.empty()))
            .orElse(PeerProperties.NONE);
    String counting = shared.check().over(nodeDefaults.values()).type().orElse(type);
    PeersReader peers = new PeersReader(propertiesReader, shared, counting);
    List<PeerEntry> listed =
        mapping.require("peers", "expected a list of peers").map(peers::read).orElse(List.of());
    Optional<Set<Link>> links =
        mapping.get("links").map(node -> new LinksReader(peers.ids()).read(node));
    nodeId.ifPresent(id -> checkNodeId(id, peers.ids(), problems));
    return problems.toResult(
        () ->
            new Roster(
                listed.stream().map(peer -> peer.toPeer(nodeDefaults, type)).toList(),
                links,
                nodeId.map(PeerId::new),
                RosterDigest.of(type, listed, links)));
  }

  // If there are no ids at all, that is reported already.
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
    throw new IllegalStateException("a problem was reported, but is not in the list");
  }
}
