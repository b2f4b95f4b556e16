package dev.rollcall.monitor;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.peer.ScriptedChecks;
import dev.rollcall.testing.time.ManualClock;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A monitor on virtual time, with peers that answer as scripted. */
final class MonitorFixture {

  static final int LIMIT = 4096;

  final ManualClock time = new ManualClock();
  final ScriptedChecks checks = new ScriptedChecks(time);
  final List<CheckResult> results = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  private final UnicastProcessor<Roster> rosters = UnicastProcessor.create();
  private final Cancellable subscription;

  MonitorFixture() {
    this(LIMIT);
  }

  MonitorFixture(int inFlightLimit) {
    subscription =
        new Monitor(checks, time, "observer", inFlightLimit, List.of())
            .watch(rosters)
            .subscribe()
            .with(results::add, errors::add);
  }

  /** Lists peers of these ids, with the default settings. */
  MonitorFixture list(String... ids) {
    List<Peer> peers = Arrays.stream(ids).map(MonitorFixture::peer).toList();
    rosters.onNext(new Roster(peers, Optional.empty(), Optional.empty(), "digest"));
    return this;
  }

  /** So many ids, {@code n0} and so on. */
  static String[] ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
  }

  void stop() {
    subscription.cancel();
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  /** The checks of one peer. */
  List<CheckResult> of(String id) {
    return results.stream().filter(result -> result.peer().id().value().equals(id)).toList();
  }

  List<CheckResult> transitions(String id) {
    return of(id).stream().filter(CheckResult::isTransition).toList();
  }

  /** The statuses that a peer went through. */
  List<Status> statuses(String id) {
    return transitions(id).stream().map(result -> result.health().status()).toList();
  }

  /** Since the start of time. */
  Duration now() {
    return Duration.ofNanos(time.now().ticks());
  }

  private static Peer peer(String id) {
    int number = Math.floorMod(id.hashCode(), 1 << 24);
    String address = "10.%d.%d.%d:1".formatted(number >> 16, (number >> 8) & 0xff, number & 0xff);
    return Peer.at(id, address, CheckSettings.DEFAULTS);
  }
}
