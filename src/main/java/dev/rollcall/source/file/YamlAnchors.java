package dev.rollcall.source.file;

import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Resolves anchors and aliases, and counts all values, with those of each alias: a small file must
 * not expand without limit (the "billion laughs" attack).
 */
final class YamlAnchors {

  /** The most values of a file with its aliases written out; 65,536 peers have fewer. */
  static final long MAX_VALUES = 2_000_000;

  private record Anchored(DocumentValue value, long size) {}

  private final Map<String, Anchored> values = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long counted;

  long counted() {
    return counted;
  }

  void count(long more, SourceLocation location) throws InvalidFileException {
    counted += more;
    if (counted > MAX_VALUES) {
      throw new InvalidFileException(
          location,
          "there are more than %d values, counting what each alias stands for"
              .formatted(MAX_VALUES));
    }
  }

  /** The anchored value of this name begins. */
  void open(String name) {
    values.remove(name);
    open.add(name);
  }

  /**
   * The anchored value of this name is complete.
   *
   * @param size the number of values in it, itself included
   */
  void put(String name, DocumentValue value, long size) {
    open.remove(name);
    values.put(name, new Anchored(value, size));
  }

  DocumentValue resolve(String name, SourceLocation location) throws InvalidFileException {
    String printable = PrintableText.printable(name);
    Anchored anchored = values.get(name);
    if (anchored == null) {
      String why = open.contains(name) ? "is inside its own value" : "has no anchor before it";
      throw new InvalidFileException(location, "the alias '*%s' %s".formatted(printable, why));
    }
    count(anchored.size(), location);
    return anchored.value();
  }
}
