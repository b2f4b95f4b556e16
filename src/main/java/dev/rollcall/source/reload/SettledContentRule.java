package dev.rollcall.source.reload;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides when the changed content of a file counts: the one rule for the peers file, the token and
 * the certificates. Content that two polls in a row find is settled, and counts; content that is
 * found for the first time may be half written, so it counts only if it is known to be ready. Each
 * content counts once. Pure: it reads nothing itself. For one thread at a time.
 *
 * @param <F> the fingerprint of a content; two contents are the same if theirs are equal
 * @param <C> a content, as it was read
 */
public final class SettledContentRule<F, C> {

  private final Predicate<C> mustSettle;
  private Optional<F> evaluated = Optional.empty();
  private Optional<F> lastFound = Optional.empty();

  /**
   * @param mustSettle which content counts only when it is settled, even if it is ready
   */
  public SettledContentRule(Predicate<C> mustSettle) {
    this.mustSettle = mustSettle;
  }

  /** Content that is ready always counts. */
  public SettledContentRule() {
    this(content -> false);
  }

  /** Notes a content that counts, whatever was there before. */
  public void evaluated(F found) {
    evaluated = Optional.of(found);
    lastFound = evaluated;
  }

  /** The fingerprint of the content that counted last. */
  public Optional<F> lastEvaluated() {
    return evaluated;
  }

  /**
   * Decides on what a poll has found.
   *
   * @param isReady whether it counts at first sight
   * @param reader reads the content; called only if it may count
   */
  public PollResult<C> poll(F found, boolean isReady, Supplier<C> reader) {
    boolean isSettled = lastFound.filter(found::equals).isPresent();
    lastFound = Optional.of(found);
    if (evaluated.equals(lastFound)) {
      return new PollResult.Unchanged<>();
    }
    if (!isSettled && !isReady) {
      return new PollResult.Unsettled<>();
    }
    C content = reader.get();
    if (!isSettled && mustSettle.test(content)) {
      return new PollResult.Unsettled<>();
    }
    evaluated = lastFound;
    return new PollResult.Changed<>(content);
  }
}
