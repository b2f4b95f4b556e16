package dev.rollcall.source.file;

import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the entries of one mapping, and resolves its merge key: the mapping's own entries take
 * precedence, then the merged mappings in their order.
 */
final class YamlMergeKeys {

  private static final String MERGE = "<<";

  private final List<Problem> problems;
  private final List<DocumentValue.MappingEntry> own = new ArrayList<>();
  private final List<DocumentValue.Mapping> merged = new ArrayList<>();
  private Optional<SourceLocation> firstMerge = Optional.empty();

  YamlMergeKeys(List<Problem> problems) {
    this.problems = problems;
  }

  void add(SourceLocation location, DocumentValue.Scalar key, DocumentValue value) {
    if (!key.text().equals(MERGE) || key.quoted()) {
      own.add(new DocumentValue.MappingEntry(location, key.text(), value));
      return;
    }
    if (firstMerge.isPresent()) {
      reject(location, "key '<<' is already used at %s; merge a list".formatted(firstMerge.get()));
      return;
    }
    firstMerge = Optional.of(location);
    List<DocumentValue> sources =
        value instanceof DocumentValue.Sequence list ? list.items() : List.of(value);
    for (DocumentValue source : sources) {
      if (source instanceof DocumentValue.Mapping mapping) {
        merged.add(mapping);
      } else {
        reject(location, "'<<' takes mappings, found " + source.describe());
      }
    }
  }

  List<DocumentValue.MappingEntry> entries() {
    if (merged.isEmpty()) {
      return own;
    }
    List<DocumentValue.MappingEntry> all = new ArrayList<>(own);
    Set<String> keys = new HashSet<>();
    own.forEach(entry -> keys.add(entry.key()));
    for (DocumentValue.Mapping mapping : merged) {
      mapping.entries().stream().filter(entry -> keys.add(entry.key())).forEach(all::add);
    }
    return all;
  }

  private void reject(SourceLocation location, String message) {
    problems.add(new Problem(location, "", message));
  }
}
