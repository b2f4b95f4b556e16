package dev.rollcall.source.launcher.hostlist;

import java.util.ArrayList;
import java.util.List;

/** One comma-separated name of a host list: a sequence of literals and bracketed numbers. */
final class HostListPattern {

  /** The longest host name. */
  static final int MAX_LENGTH = 253;

  /** Literals and bracketed numbers, in their order. */
  private final List<Part> parts = new ArrayList<>();

  private long count = 1;
  private long longest;

  private sealed interface Part {
    List<String> values();
  }

  private record Literal(String text) implements Part {
    @Override
    public List<String> values() {
      return List.of(text);
    }
  }

  private record Numbered(NumberRanges numbers) implements Part {
    @Override
    public List<String> values() {
      return numbers.values();
    }
  }

  void add(String text) {
    parts.add(new Literal(text));
    longest += text.length();
  }

  void add(NumberRanges numbers) {
    parts.add(new Numbered(numbers));
    count = Math.min(HostList.MAX_HOSTS + 1L, count * numbers.count());
    longest += numbers.longest();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The number of hosts; capped at one more than the limit. */
  long count() {
    return count;
  }

  /** The length of the longest name. */
  long longest() {
    return longest;
  }

  /** Only to be called within the limits. */
  void expandInto(List<String> hosts) {
    List<List<String>> choices = choices();
    int[] chosen = new int[choices.size()];
    StringBuilder name = new StringBuilder();
    for (long i = 0; i < count; i++) {
      name.setLength(0);
      for (int part = 0; part < chosen.length; part++) {
        name.append(choices.get(part).get(chosen[part]));
      }
      hosts.add(name.toString());
      advance(chosen, choices);
    }
  }

  /** The values of each part, with adjacent parts of one value joined, so that few remain. */
  private List<List<String>> choices() {
    List<List<String>> choices = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    for (Part part : parts) {
      List<String> all = part.values();
      if (all.size() == 1) {
        fixed.append(all.get(0));
      } else {
        choices.add(List.of(fixed.toString()));
        choices.add(all);
        fixed.setLength(0);
      }
    }
    choices.add(List.of(fixed.toString()));
    return choices;
  }

  /** Advances like an odometer: the last part first. */
  private static void advance(int[] chosen, List<List<String>> choices) {
    int part = chosen.length - 1;
    while (part >= 0 && ++chosen[part] == choices.get(part).size()) {
      chosen[part] = 0;
      part--;
    }
  }
}
