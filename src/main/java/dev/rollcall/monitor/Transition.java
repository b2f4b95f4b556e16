package dev.rollcall.monitor;

import dev.rollcall.check.Reason;
import dev.rollcall.time.TimePoint;
import java.util.Optional;

/**
 * A change of a peer's status.
 *
 * @param at the end of the check that caused it
 * @param status the new one
 * @param reason why that check failed; absent if it succeeded
 */
public record Transition(TimePoint at, Status status, Optional<Reason> reason) {}
