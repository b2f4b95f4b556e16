package dev.rollcall.source;

import dev.rollcall.source.PropertyName.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A part of a document that grows from flat properties, and then becomes a {@code Value}. */
final class SettingsTree {

  private final Place.Named place;
  private Optional<String> text = Optional.empty();
  private final Map<String, SettingsTree> keys = new LinkedHashMap<>();
  private final SortedMap<Integer, SettingsTree> items = new TreeMap<>();

  /**
   * @param name what the properties of this part begin with
   */
  SettingsTree(String name) {
    this.place = new Place.Named(name);
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

  Value toValue(Problems problems) {
    contradiction().ifPresent(told -> problems.add(place, "", told));
    if (!items.isEmpty()) {
      return list(problems);
    }
    if (!keys.isEmpty()) {
      List<Value.Entry> entries = new ArrayList<>();
      keys.forEach(
          (key, tree) -> entries.add(new Value.Entry(tree.place, key, tree.toValue(problems))));
      return new Value.Mapping(place, entries);
    }
    String scalar = text.orElse("");
    return scalar.isEmpty() ? new Value.Nothing(place) : new Value.Text(place, scalar, false);
  }

  private Optional<String> contradiction() {
    Optional<Place> item = first(items);
    Optional<Place> key = first(keys);
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

  private static Optional<Place> first(Map<?, SettingsTree> parts) {
    return parts.values().stream().<Place>map(tree -> tree.place).findFirst();
  }

  private Value list(Problems problems) {
    List<Value> values = new ArrayList<>();
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
    return new Value.Items(place, values);
  }

  /** The same with every text as a list of the texts between its commas. */
  static Value split(Value value) {
    if (!(value instanceof Value.Text text)) {
      return value;
    }
    return new Value.Items(
        text.place(),
        Arrays.stream(text.text().split(",", -1))
            .<Value>map(part -> new Value.Text(text.place(), part.strip(), false))
            .toList());
  }
}
