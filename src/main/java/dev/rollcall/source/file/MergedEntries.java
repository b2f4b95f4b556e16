package dev.rollcall.source.file;

import dev.rollcall.source.Place;
import dev.rollcall.source.Problem;
import dev.rollcall.source.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of one mapping, and behind them those that a merge key brings: what the mapping says
 * itself comes first, then the merged mappings in their order.
 */
final class MergedEntries {

  private static final String MERGE = "<<";

  private final List<Problem> problems;
  private final List<Value.Entry> own = new ArrayList<>();
  private final List<Value.Mapping> merged = new ArrayList<>();
  private Optional<Place> firstMerge = Optional.empty();

  MergedEntries(List<Problem> problems) {
    this.problems = problems;
  }

  void add(Place place, Value.Text key, Value value) {
    if (!key.text().equals(MERGE) || key.quoted()) {
      own.add(new Value.Entry(place, key.text(), value));
      return;
    }
    if (firstMerge.isPresent()) {
      tell(place, "key '<<' is already used at %s; merge a list".formatted(firstMerge.get()));
      return;
    }
    firstMerge = Optional.of(place);
    List<Value> sources = value instanceof Value.Items list ? list.items() : List.of(value);
    for (Value source : sources) {
      if (source instanceof Value.Mapping mapping) {
        merged.add(mapping);
      } else {
        tell(place, "'<<' takes mappings, found " + source.describe());
      }
    }
  }

  List<Value.Entry> all() {
    if (merged.isEmpty()) {
      return own;
    }
    List<Value.Entry> all = new ArrayList<>(own);
    Set<String> keys = new HashSet<>();
    own.forEach(entry -> keys.add(entry.key()));
    for (Value.Mapping mapping : merged) {
      mapping.entries().stream().filter(entry -> keys.add(entry.key())).forEach(all::add);
    }
    return all;
  }

  private void tell(Place place, String message) {
    problems.add(new Problem(place, "", message));
  }
}
