package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code labels}: keys that the owner chose, with texts. */
final class LabelsReader {

  /** The most labels of a peer, inherited ones included. */
  static final int MAX_LABELS = 64;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/-]{1,63}");

  private LabelsReader() {}

  /** Those of the mapping, and the inherited ones that it does not name. */
  static SortedMap<String, String> read(Cell cell, SortedMap<String, String> inherited) {
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(own(cell));
    if (merged.size() > MAX_LABELS) {
      cell.refuse(
          "%d labels, inherited ones included, are more than %d"
              .formatted(merged.size(), MAX_LABELS));
      return inherited;
    }
    return merged;
  }

  private static SortedMap<String, String> own(Cell cell) {
    SortedMap<String, String> labels = new TreeMap<>();
    if (!(cell.value() instanceof Value.Mapping mapping)) {
      cell.refuse("expected a mapping such as {site: factory-a}, found " + cell.value().describe());
      return labels;
    }
    Map<String, Place> places = new HashMap<>();
    for (Value.Entry entry : mapping.entries()) {
      Place first = places.putIfAbsent(entry.key(), entry.place());
      if (first != null) {
        refuse(
            cell,
            entry,
            "label '%s' is already used at %s".formatted(Texts.printable(entry.key()), first));
      } else if (isWellFormed(cell, entry)) {
        Scalars.note(cell.at(entry.key(), entry.value()))
            .ifPresent(text -> labels.put(entry.key(), text.value()));
      }
    }
    return labels;
  }

  private static boolean isWellFormed(Cell cell, Value.Entry entry) {
    if (!KEY.matcher(entry.key()).matches()) {
      refuse(
          cell,
          entry,
          "'%s' is not a label's key (1-63 of letters, digits, '.', '_', '/' and '-')"
              .formatted(Texts.printable(entry.key())));
      return false;
    }
    if (entry.value() instanceof Value.Nothing) {
      refuse(cell, entry, "has no value");
      return false;
    }
    return true;
  }

  private static void refuse(Cell cell, Value.Entry entry, String message) {
    cell.problems().add(entry.place(), cell.pathOf(entry.key()), message);
  }
}
