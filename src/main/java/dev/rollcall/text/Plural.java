package dev.rollcall.text;

/** Formats a count with its noun, in English. */
public final class Plural {

  private Plural() {}

  /**
   * {@code 1 peer}, {@code 7 peers}.
   *
   * @param noun in the singular; its plural ends in {@code s}
   */
  public static String of(long count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }
}
