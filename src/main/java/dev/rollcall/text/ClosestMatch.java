package dev.rollcall.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the candidate that a misspelled name probably means. */
public final class ClosestMatch {

  private static final int MAX_LENGTH = 64;
  private static final int SHORT_LENGTH = 3;

  private ClosestMatch() {}

  /** The candidate with the smallest edit distance, if that is small enough for a typo. */
  public static Optional<String> closest(String wrong, Collection<String> candidates) {
    String plain = normalized(wrong);
    Optional<String> best = Optional.empty();
    int limit = plain.length() <= SHORT_LENGTH ? Math.min(1, plain.length() - 1) : 2;
    for (String candidate : candidates) {
      int distance = distance(plain, normalized(candidate), limit);
      if (distance <= limit) {
        best = Optional.of(candidate);
        limit = distance - 1;
      }
    }
    return best;
  }

  private static String normalized(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** The Damerau-Levenshtein distance; more than the limit as soon as that is certain. */
  private static int distance(String a, String b, int limit) {
    boolean tooFar = Math.abs(a.length() - b.length()) > limit;
    if (tooFar || a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
      return limit + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        if (isSwapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean isSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
