package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import java.util.List;
import java.util.Optional;

/**
 * exo's own peers file, in which {@code peers} is a mapping by node id. It is read as it is: keys
 * that exo does not know are passed over, as exo does.
 */
final class ExoRosterReader {

  private static final String PEERS = "peers";

  private ExoRosterReader() {}

  /** Whether the whole document is one. */
  static boolean isExoFile(DocumentNode root) {
    return root.value() instanceof Value.Mapping mapping
        && mapping.entries().stream()
            .filter(entry -> entry.key().equals(PEERS))
            .findFirst()
            .filter(entry -> isByNodeId(entry.value()))
            .isPresent();
  }

  /**
   * Whether these peers have node ids as keys. A mapping that has a text as its {@code id} or
   * {@code address} is a list that lacks its dashes; and in settings, a key here is an index gone
   * wrong.
   */
  static boolean isByNodeId(Value peers) {
    return peers instanceof Value.Mapping mapping
        && peers.location() instanceof SourceLocation.InFile
        && mapping.entries().stream().noneMatch(ExoRosterReader::isPeerProperty)
        && (mapping.entries().isEmpty()
            || mapping.entries().stream().anyMatch(e -> e.value() instanceof Value.Mapping));
  }

  /** The peers alone. Tells of what only a list of peers may have beside it. */
  static Optional<MappingReader> topLevel(DocumentNode root, List<String> ours) {
    Optional<MappingReader> fields = MappingReader.ignoringUnknownKeys(root, List.of(PEERS));
    if (root.value() instanceof Value.Mapping mapping && fields.isPresent()) {
      SourceLocation peers =
          fields.get().get(PEERS).map(DocumentNode::location).orElse(root.location());
      mapping.entries().stream()
          .filter(entry -> ours.contains(entry.key()) && !entry.key().equals(PEERS))
          .forEach(entry -> rejectOwnKey(root, entry, peers));
    }
    return fields;
  }

  private static boolean isPeerProperty(Value.MappingEntry entry) {
    return entry.value() instanceof Value.Scalar
        && (entry.key().equals("id") || entry.key().equals("address"));
  }

  private static void rejectOwnKey(
      DocumentNode root, Value.MappingEntry entry, SourceLocation peers) {
    root.problems()
        .add(
            entry.location(),
            entry.key(),
            "'%s' needs peers as a list; at %s they are a mapping, as in exo's own file"
                .formatted(entry.key(), peers));
  }
}
