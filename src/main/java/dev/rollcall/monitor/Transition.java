package dev.rollcall.monitor;

import dev.rollcall.check.Reason;
import dev.rollcall.time.TimePoint;
import java.util.Optional;

/**
 * A change of a peer's status.
 *
 * @param at the end of the check that made it
 * @param status the new one
 * @param reason why that check did not succeed; absent if it did
 */
public record Transition(TimePoint at, Status status, Optional<Reason> reason) {}
