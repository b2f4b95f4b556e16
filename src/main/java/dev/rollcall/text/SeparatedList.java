package dev.rollcall.text;

import java.util.Arrays;
import java.util.List;

/** Splits a text at its separators, and strips each part. A last separator ends the list. */
public final class SeparatedList {

  private SeparatedList() {}

  /** The parts; those that are blank keep their positions, but for one after a last separator. */
  public static List<String> split(String text, char separator) {
    List<String> parts = everyPart(text, separator);
    return parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()
        ? parts.subList(0, parts.size() - 1)
        : parts;
  }

  /**
   * As {@link #split(String, char)}, where the number of parts is known: blank parts at the end are
   * left out only beyond that number.
   */
  public static List<String> split(String text, char separator, int count) {
    List<String> parts = everyPart(text, separator);
    int size = parts.size();
    while (size > Math.max(1, count) && parts.get(size - 1).isEmpty()) {
      size--;
    }
    return parts.subList(0, size);
  }

  private static List<String> everyPart(String text, char separator) {
    return Arrays.stream(text.split(Character.toString(separator), -1)).map(String::strip).toList();
  }
}
