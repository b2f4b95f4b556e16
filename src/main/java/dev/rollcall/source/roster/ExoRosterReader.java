package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes and reads the top level of exo's own peers file, in which {@code peers} is a mapping
 * by node id. Keys that exo does not know are ignored, as exo does.
 */
final class ExoRosterReader {

  private static final String PEERS = "peers";

  private ExoRosterReader() {}

  /** Whether the document is an exo peers file. */
  static boolean isExoFile(DocumentCursor root) {
    return root.value() instanceof DocumentValue.Mapping mapping
        && mapping.entries().stream()
            .filter(entry -> entry.key().equals(PEERS))
            .findFirst()
            .filter(entry -> isByNodeId(entry.value()))
            .isPresent();
  }

  /**
   * Whether these peers have node ids as keys. A mapping with a scalar {@code id} or {@code
   * address} is a list without its dashes; and in settings, a key here is a misspelled index.
   */
  static boolean isByNodeId(DocumentValue peers) {
    return peers instanceof DocumentValue.Mapping mapping
        && peers.location() instanceof SourceLocation.InFile
        && mapping.entries().stream().noneMatch(ExoRosterReader::isPeerProperty)
        && (mapping.entries().isEmpty()
            || mapping.entries().stream()
                .anyMatch(e -> e.value() instanceof DocumentValue.Mapping));
  }

  /** The peers alone. Reports keys that are only valid with a list of peers. */
  static Optional<MappingReader> topLevel(DocumentCursor root, List<String> ours) {
    Optional<MappingReader> topLevel = MappingReader.ignoringUnknownKeys(root, List.of(PEERS));
    if (root.value() instanceof DocumentValue.Mapping mapping && topLevel.isPresent()) {
      SourceLocation peers =
          topLevel.get().get(PEERS).map(DocumentCursor::location).orElse(root.location());
      mapping.entries().stream()
          .filter(entry -> ours.contains(entry.key()) && !entry.key().equals(PEERS))
          .forEach(entry -> rejectOwnKey(root, entry, peers));
    }
    return topLevel;
  }

  private static boolean isPeerProperty(DocumentValue.MappingEntry entry) {
    return entry.value() instanceof DocumentValue.Scalar
        && (entry.key().equals("id") || entry.key().equals("address"));
  }

  private static void rejectOwnKey(
      DocumentCursor root, DocumentValue.MappingEntry entry, SourceLocation peers) {
    root.problems()
        .add(
            entry.location(),
            entry.key(),
            "'%s' needs peers as a list; at %s they are a mapping, as in exo's own file"
                .formatted(entry.key(), peers));
  }
}
