package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.StringMapReader;
import dev.rollcall.text.PrintableText;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code labels}: arbitrary keys with strings. */
final class LabelsReader {

  /** The most labels of a peer, inherited ones included. */
  static final int MAX_LABELS = 64;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/-]{1,63}");

  private static final StringMapReader LABELS =
      new StringMapReader("label", LabelsReader::keyMistake, ScalarReader::printableString);

  private LabelsReader() {}

  /** The labels of the mapping, and the inherited ones that it does not override. */
  static SortedMap<String, String> read(DocumentCursor node, SortedMap<String, String> inherited) {
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(own(node));
    if (merged.size() > MAX_LABELS) {
      node.reject(
          "%d labels, inherited ones included; expected at most %d"
              .formatted(merged.size(), MAX_LABELS));
      return inherited;
    }
    return merged;
  }

  private static SortedMap<String, String> own(DocumentCursor node) {
    if (node.value() instanceof DocumentValue.Mapping mapping) {
      return LABELS.read(node, mapping);
    }
    node.reject("expected a mapping such as {site: factory-a}, found " + node.value().describe());
    return Collections.emptySortedMap();
  }

  private static Optional<String> keyMistake(String key) {
    return KEY.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a label key (1-63 letters, digits, '.', '_', '/' and '-')"
                .formatted(PrintableText.printable(key)));
  }
}
