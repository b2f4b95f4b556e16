package dev.rollcall.peer;

/**
 * A pair of nodes that check each other. It has no direction: the ends are sorted.
 *
 * @param a the lower id
 * @param b the higher id
 */
public record Link(PeerId a, PeerId b) {

  /**
   * @throws IllegalArgumentException if both ends are the same
   */
  public Link {
    int order = a.compareTo(b);
    if (order == 0) {
      throw new IllegalArgumentException("'%s' is linked to itself".formatted(a));
    }
    if (order > 0) {
      PeerId higher = a;
      a = b;
      b = higher;
    }
  }

  /** Whether this is one of the two ends. */
  public boolean connects(PeerId id) {
    return a.equals(id) || b.equals(id);
  }
}
