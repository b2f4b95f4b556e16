package dev.rollcall.monitor;

import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.monitor.PeerMonitor.Shared;
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

/**
 * Checks every peer of the newest roster, each on a schedule of its own: rosters in, check results
 * out.
 */
public final class Monitor {

  private final HealthCheckFactory checks;
  private final Clock clock;
  private final String observer;
  private final int inFlightLimit;
  private final List<? extends Executor> loops;

  /**
   * @param observer the name of this node, which makes its schedule differ from those of others
   * @param inFlightLimit the maximum number of concurrent checks, at least 1; at most a quarter of
   *     them are of unhealthy peers
   * @param loops the event loops where responses arrive: while one of them is starved, a failure
   *     says little about the peer
   */
  public Monitor(
      HealthCheckFactory checks,
      Clock clock,
      String observer,
      int inFlightLimit,
      List<? extends Executor> loops) {
    this.checks = checks;
    this.clock = clock;
    this.observer = observer;
    this.inFlightLimit = inFlightLimit;
    this.loops = List.copyOf(loops);
  }

  /**
   * Checks the peers of the newest roster. A peer that did not change keeps its connection, health
   * and schedule; there are no more results of one that was removed.
   *
   * @param rosters must be emitted on the timers' thread, where the results are emitted too
   */
  public Multi<CheckResult> watch(Multi<Roster> rosters) {
    return Multi.createFrom().deferred(() -> new Watch().results(rosters));
  }

  /** The state of one subscription. Used on the timers' thread only. */
  private final class Watch {

    private final Map<PeerId, PeerMonitor> watched = new HashMap<>();
    private final StallDetector stalls = new StallDetector(clock, loops);
    private final Shared shared =
        new Shared(clock, clock.now(), new ConcurrencyLimits(inFlightLimit), stalls);

    Multi<CheckResult> results(Multi<Roster> rosters) {
      stalls.start();
      return rosters
          .onItem()
          .transformToIterable(this::update)
          .onItem()
          .transformToMulti(PeerMonitor::results)
          // Mutiny's default limit is 256: the peers beyond it would never be checked.
          .merge(Roster.MAX_MEMBERS)
          .onTermination()
          .invoke(stalls::stop);
    }

    private List<PeerMonitor> update(Roster roster) {
      Map<PeerId, Peer> toCheck = new HashMap<>();
      for (Peer peer : roster.peers()) {
        if (!peer.maintenance()) {
          toCheck.put(peer.id(), peer);
        }
      }
      watched.values().removeIf(monitor -> stopIfGone(monitor, toCheck));
      toCheck.keySet().removeAll(watched.keySet());
      List<PeerMonitor> added = new ArrayList<>();
      for (Peer peer : toCheck.values()) {
        PeerMonitor monitor = monitor(peer, toCheck.size());
        watched.put(peer.id(), monitor);
        added.add(monitor);
      }
      return added;
    }

    private boolean stopIfGone(PeerMonitor monitor, Map<PeerId, Peer> toCheck) {
      Peer current = toCheck.get(monitor.peer().id());
      if (current != null && current.hasSameCheckAs(monitor.peer())) {
        return false;
      }
      monitor.stop();
      return true;
    }

    private PeerMonitor monitor(Peer peer, int addedPeers) {
      ScheduleOffset offset = ScheduleOffset.of(observer, peer.id());
      Duration first = Schedule.first(offset, addedPeers);
      return new PeerMonitor(peer, checks.open(peer), offset, shared, first);
    }
  }
}
