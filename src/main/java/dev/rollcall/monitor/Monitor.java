package dev.rollcall.monitor;

import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.monitor.PeerMonitor.Surroundings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Rosters in, judged checks out: every peer of the newest roster on a schedule of its own. */
public final class Monitor {

  private final HealthCheckFactory checks;
  private final Clock time;
  private final String observer;
  private final int inFlightLimit;
  private final List<? extends Executor> loops;

  /**
   * @param observer who asks: peers are checked at other times by another observer
   * @param inFlightLimit the most checks at a time, at least 1; at most a quarter of them are of
   *     peers that are away
   * @param loops the event loops where answers arrive: while one of them is starved, a failure says
   *     little of the peer
   */
  public Monitor(
      HealthCheckFactory checks,
      Clock time,
      String observer,
      int inFlightLimit,
      List<? extends Executor> loops) {
    this.checks = checks;
    this.time = time;
    this.observer = observer;
    this.inFlightLimit = inFlightLimit;
    this.loops = List.copyOf(loops);
  }

  /**
   * Checks the peers of the newest roster. A peer that did not change keeps its connection, health
   * and schedule; one that left is not heard of again.
   *
   * @param rosters must come on the timers' thread, where the judged checks come too
   */
  public Multi<CheckResult> watch(Multi<Roster> rosters) {
    return Multi.createFrom().deferred(() -> new Watch().healths(rosters));
  }

  /** The state of one subscription; it belongs to the timers' thread. */
  private final class Watch {

    private final Map<PeerId, PeerMonitor> watched = new HashMap<>();
    private final StallDetector stalls = new StallDetector(time, loops);
    private final Surroundings around =
        new Surroundings(time, time.now(), new ConcurrencyLimits(inFlightLimit), stalls);

    Multi<CheckResult> healths(Multi<Roster> rosters) {
      stalls.start();
      return rosters
          .onItem()
          .transformToIterable(this::arrivals)
          .onItem()
          .transformToMulti(PeerMonitor::healths)
          // Mutiny's own limit is 256: the peers beyond it would never be checked.
          .merge(Roster.MAX_MEMBERS)
          .onTermination()
          .invoke(stalls::stop);
    }

    private List<PeerMonitor> arrivals(Roster roster) {
      Map<PeerId, Peer> wanted = new HashMap<>();
      for (Peer peer : roster.peers()) {
        if (!peer.maintenance()) {
          wanted.put(peer.id(), peer);
        }
      }
      watched.values().removeIf(monitor -> departs(monitor, wanted));
      wanted.keySet().removeAll(watched.keySet());
      List<PeerMonitor> arrived = new ArrayList<>();
      for (Peer peer : wanted.values()) {
        PeerMonitor monitor = monitor(peer, wanted.size());
        watched.put(peer.id(), monitor);
        arrived.add(monitor);
      }
      return arrived;
    }

    private boolean departs(PeerMonitor monitor, Map<PeerId, Peer> wanted) {
      Peer now = wanted.get(monitor.peer().id());
      if (now != null && now.isCheckedLike(monitor.peer())) {
        return false;
      }
      monitor.stop();
      return true;
    }

    private PeerMonitor monitor(Peer peer, int arrivals) {
      ScheduleOffset phase = ScheduleOffset.of(observer, peer.id());
      Duration first = Schedule.first(phase, arrivals);
      return new PeerMonitor(peer, checks.open(peer), phase, around, first);
    }
  }
}
