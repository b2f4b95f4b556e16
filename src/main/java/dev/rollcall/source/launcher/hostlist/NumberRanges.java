package dev.rollcall.source.launcher.hostlist;

import java.util.ArrayList;
import java.util.List;

/** The numbers and ranges between two brackets of a host list. */
final class NumberRanges {

  /** Numbers of up to so many digits fit into a long. */
  private static final int MAX_DIGITS = 18;

  private final List<Range> ranges = new ArrayList<>();
  private long count;
  private int longest;

  /**
   * @param width the minimum number of digits, padded with zeros
   */
  private record Range(long first, long last, int width) {}

  /** Adds a number or a range; false, and nothing is added, if it is neither. */
  boolean add(String text) {
    int dash = text.indexOf('-');
    String first = dash < 0 ? text : text.substring(0, dash);
    String last = dash < 0 ? text : text.substring(dash + 1);
    if (!isNumber(first) || !isNumber(last)) {
      return false;
    }
    Range range = new Range(Long.parseLong(first), Long.parseLong(last), first.length());
    if (range.last < range.first) {
      return false;
    }
    ranges.add(range);
    // The sum cannot overflow: it is capped, and each summand is at most 10^18.
    count = Math.min(HostList.MAX_HOSTS + 1L, count + (range.last - range.first + 1));
    longest = Math.max(longest, Math.max(range.width, Long.toString(range.last).length()));
    return true;
  }

  /** The number of numbers; capped at one more than the limit. */
  long count() {
    return count;
  }

  /** The digits of the longest number. */
  int longest() {
    return longest;
  }

  /** All numbers with their padding; only to be called within the limit. */
  List<String> values() {
    List<String> all = new ArrayList<>((int) count);
    for (Range range : ranges) {
      for (long number = range.first; number <= range.last; number++) {
        String digits = Long.toString(number);
        all.add("0".repeat(Math.max(0, range.width - digits.length())) + digits);
      }
    }
    return all;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
