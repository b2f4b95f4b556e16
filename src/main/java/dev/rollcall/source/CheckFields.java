package dev.rollcall.source;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import java.time.Duration;
import java.util.Optional;

/** The check settings that one mapping says, each in its range. */
record CheckFields(
    Optional<String> type,
    Optional<String> service,
    Optional<Duration> interval,
    Optional<Duration> timeout,
    Optional<Duration> confirmInterval,
    Optional<Duration> downInterval,
    Optional<Integer> fall,
    Optional<Integer> rise,
    Optional<Double> jitter) {

  static final CheckFields NONE =
      new CheckFields(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** These, and the defaults for what is absent; an inherited service counts for grpc alone. */
  CheckFields over(CheckFields defaults) {
    Optional<String> mergedType = type.or(defaults::type);
    boolean tcp = mergedType.equals(Optional.of(CheckKind.Tcp.TYPE));
    return new CheckFields(
        mergedType,
        tcp ? Optional.empty() : service.or(defaults::service),
        interval.or(defaults::interval),
        timeout.or(defaults::timeout),
        confirmInterval.or(defaults::confirmInterval),
        downInterval.or(defaults::downInterval),
        fall.or(defaults::fall),
        rise.or(defaults::rise),
        jitter.or(defaults::jitter));
  }

  /** Complete settings: these, and the base for what is absent. */
  CheckSettings onto(CheckSettings base) {
    return new CheckSettings(
        kind(base.kind()),
        interval.orElse(base.interval()),
        timeout.orElse(base.timeout()),
        confirmInterval.orElse(base.confirmInterval()),
        downInterval.orElse(base.downInterval()),
        fall.orElse(base.fall()),
        rise.orElse(base.rise()),
        jitter.orElse(base.jitter()));
  }

  private CheckKind kind(CheckKind base) {
    if (type.orElse(base.type()).equals(CheckKind.Tcp.TYPE)) {
      return new CheckKind.Tcp();
    }
    String inherited = base instanceof CheckKind.Grpc grpc ? grpc.service() : "";
    return new CheckKind.Grpc(service.orElse(inherited));
  }
}
