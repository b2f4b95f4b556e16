package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The values that have names, and the count of all values, those behind each alias included: what
 * is small in the file must not become endless for who walks it.
 */
final class YamlAnchors {

  /** The most values of a file with its aliases written out; 65,536 peers have fewer. */
  static final long MAX_VALUES = 2_000_000;

  private record Anchored(Value value, long size) {}

  private final Map<String, Anchored> values = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long counted;

  long counted() {
    return counted;
  }

  void count(long more, SourceLocation place) throws InvalidFileException {
    counted += more;
    if (counted > MAX_VALUES) {
      throw new InvalidFileException(
          place,
          "there are more than %d values, counting what each alias stands for"
              .formatted(MAX_VALUES));
    }
  }

  /** What has this name is begun, but not ended. */
  void open(String name) {
    values.remove(name);
    open.add(name);
  }

  /**
   * From here on the name means this value.
   *
   * @param size how many values it holds, itself included
   */
  void put(String name, Value value, long size) {
    open.remove(name);
    values.put(name, new Anchored(value, size));
  }

  Value resolve(String name, SourceLocation place) throws InvalidFileException {
    String shown = PrintableText.printable(name);
    Anchored anchored = values.get(name);
    if (anchored == null) {
      String why = open.contains(name) ? "is inside its own value" : "has no anchor before it";
      throw new InvalidFileException(place, "the alias '*%s' %s".formatted(shown, why));
    }
    count(anchored.size(), place);
    return anchored.value();
  }
}
