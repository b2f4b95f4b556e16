package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.StringMapReader;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.PrintableText;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code labels}: keys that the owner chose, with texts. */
final class LabelsReader {

  /** The most labels of a peer, inherited ones included. */
  static final int MAX_LABELS = 64;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/-]{1,63}");

  private static final StringMapReader LABELS =
      new StringMapReader("label", LabelsReader::keyMistake, ScalarReader::printableString);

  private LabelsReader() {}

  /** Those of the mapping, and the inherited ones that it does not name. */
  static SortedMap<String, String> read(DocumentNode cell, SortedMap<String, String> inherited) {
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(own(cell));
    if (merged.size() > MAX_LABELS) {
      cell.reject(
          "%d labels, inherited ones included, are more than %d"
              .formatted(merged.size(), MAX_LABELS));
      return inherited;
    }
    return merged;
  }

  private static SortedMap<String, String> own(DocumentNode cell) {
    if (cell.value() instanceof Value.Mapping mapping) {
      return LABELS.read(cell, mapping);
    }
    cell.reject("expected a mapping such as {site: factory-a}, found " + cell.value().describe());
    return Collections.emptySortedMap();
  }

  private static Optional<String> keyMistake(String key) {
    return KEY.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a label's key (1-63 of letters, digits, '.', '_', '/' and '-')"
                .formatted(PrintableText.printable(key)));
  }
}
