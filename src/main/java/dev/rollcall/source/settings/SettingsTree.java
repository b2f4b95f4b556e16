package dev.rollcall.source.settings;

import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problems;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.settings.PropertyName.Segment;
import dev.rollcall.text.SeparatedList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds a tree of {@code Value}s from flat properties; each node is a part of the document. */
final class SettingsTree {

  private final SourceLocation.OfName place;
  private Optional<String> text = Optional.empty();
  private final Map<String, SettingsTree> keys = new LinkedHashMap<>();
  private final SortedMap<Integer, SettingsTree> items = new TreeMap<>();

  /**
   * @param name what the properties of this part begin with
   */
  SettingsTree(String name) {
    this.place = new SourceLocation.OfName(name);
  }

  void put(PropertyName property, String value, Problems problems) {
    SettingsTree tree = this;
    for (Segment segment : property.segments()) {
      tree = tree.below(segment);
    }
    if (tree.text.isPresent()) {
      problems.add(property.place(), "", "the same is already set by %s".formatted(tree.place));
    }
    tree.text = Optional.of(value);
  }

  private SettingsTree below(Segment segment) {
    String name = segment.nameAfter(place.name());
    return segment.index().isPresent()
        ? items.computeIfAbsent(segment.index().getAsInt(), i -> new SettingsTree(name))
        : keys.computeIfAbsent(segment.key(), k -> new SettingsTree(name));
  }

  DocumentValue toValue(Problems problems) {
    contradiction().ifPresent(message -> problems.add(place, "", message));
    if (!items.isEmpty()) {
      return list(problems);
    }
    if (!keys.isEmpty()) {
      List<DocumentValue.MappingEntry> entries = new ArrayList<>();
      keys.forEach(
          (key, tree) ->
              entries.add(new DocumentValue.MappingEntry(tree.place, key, tree.toValue(problems))));
      return new DocumentValue.Mapping(place, entries);
    }
    String scalar = text.orElse("");
    return scalar.isEmpty()
        ? new DocumentValue.Null(place)
        : new DocumentValue.Scalar(place, scalar, false);
  }

  private Optional<String> contradiction() {
    Optional<SourceLocation> item = first(items);
    Optional<SourceLocation> key = first(keys);
    if (item.isPresent() && key.isPresent()) {
      return Optional.of(
          "is set both as a list (%s) and as a mapping (%s); expected one of them"
              .formatted(item.get(), key.get()));
    }
    return text.isPresent()
        ? item.or(() -> key)
            .map("is set both as a whole and in parts (%s); expected one of them"::formatted)
        : Optional.empty();
  }

  private static Optional<SourceLocation> first(Map<?, SettingsTree> parts) {
    return parts.values().stream().<SourceLocation>map(tree -> tree.place).findFirst();
  }

  private DocumentValue list(Problems problems) {
    List<DocumentValue> values = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<Integer, SettingsTree> item : items.entrySet()) {
      if (item.getKey() != expected) {
        problems.add(
            item.getValue().place,
            "",
            "%s[%d] is missing before it; a list has no gaps".formatted(place, expected));
      }
      expected = item.getKey() + 1;
      values.add(item.getValue().toValue(problems));
    }
    return new DocumentValue.Sequence(place, values);
  }

  /** Splits a text at its commas into a sequence; any other value stays. */
  static DocumentValue split(DocumentValue value) {
    if (!(value instanceof DocumentValue.Scalar text)) {
      return value;
    }
    return new DocumentValue.Sequence(
        text.location(),
        SeparatedList.split(text.text(), ',').stream()
            .<DocumentValue>map(part -> new DocumentValue.Scalar(text.location(), part, false))
            .toList());
  }
}
