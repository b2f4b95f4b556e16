package dev.rollcall.source.launcher.hostlist;

import java.util.ArrayList;
import java.util.List;

/** One name of a host list: texts and brackets, one after the other. */
final class HostListPattern {

  /** The longest host name. */
  static final int MAX_LENGTH = 253;

  /** A part is one of so many texts: a text of its own is one of one. */
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

  /** How many hosts; one more than the limit where there are more. */
  long count() {
    return count;
  }

  /** The characters of the longest name. */
  long longest() {
    return longest;
  }

  /** Only to be asked for within the limits. */
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

  /** The parts, with those that leave no choice joined: then the others are few. */
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

  /** As an odometer: the last part first. */
  private static void advance(int[] chosen, List<List<String>> choices) {
    int part = chosen.length - 1;
    while (part >= 0 && ++chosen[part] == choices.get(part).size()) {
      chosen[part] = 0;
      part--;
    }
  }
}
