package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import java.time.Duration;
import java.util.Optional;

/** What one mapping says of when a peer is asked, and how its answers are judged. */
public record PartialSchedule(
    Optional<Duration> interval,
    Optional<Duration> timeout,
    Optional<Duration> confirmInterval,
    Optional<Duration> downInterval,
    Optional<Integer> fall,
    Optional<Integer> rise,
    Optional<Double> jitter) {

  static final PartialSchedule NONE =
      new PartialSchedule(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** These, and what is inherited for what is absent. */
  PartialSchedule over(PartialSchedule inherited) {
    return new PartialSchedule(
        interval.or(inherited::interval),
        timeout.or(inherited::timeout),
        confirmInterval.or(inherited::confirmInterval),
        downInterval.or(inherited::downInterval),
        fall.or(inherited::fall),
        rise.or(inherited::rise),
        jitter.or(inherited::jitter));
  }

  /** Complete settings: these, and what counts where nobody says otherwise. */
  CheckSettings toSettings(CheckKind kind) {
    CheckSettings rest = CheckSettings.DEFAULTS;
    return new CheckSettings(
        kind,
        interval.orElse(rest.interval()),
        timeout.orElse(rest.timeout()),
        confirmInterval.orElse(rest.confirmInterval()),
        downInterval.orElse(rest.downInterval()),
        fall.orElse(rest.fall()),
        rise.orElse(rest.rise()),
        jitter.orElse(rest.jitter()));
  }
}
