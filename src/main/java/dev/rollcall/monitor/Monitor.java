package dev.rollcall.monitor;

import dev.rollcall.check.HealthChecks;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rosters in, judged checks out: every peer of the newest roster on a schedule of its own. */
public final class Monitor {

  private final HealthChecks checks;
  private final Time time;
  private final String observer;

  /**
   * @param observer who asks: peers are checked at other times by another observer
   */
  public Monitor(HealthChecks checks, Time time, String observer) {
    this.checks = checks;
    this.time = time;
    this.observer = observer;
  }

  /**
   * Checks the peers of the newest roster. A peer that did not change keeps its connection, health
   * and schedule; one that left is not heard of again.
   *
   * @param rosters must come on the timers' thread, where the judged checks come too
   */
  public Multi<PeerHealth> watch(Multi<Roster> rosters) {
    return Multi.createFrom().deferred(() -> new Watch().healths(rosters));
  }

  /** The state of one subscription; it belongs to the timers' thread. */
  private final class Watch {

    private final Map<PeerId, PeerMonitor> watched = new HashMap<>();
    private final Moment start = time.now();

    Multi<PeerHealth> healths(Multi<Roster> rosters) {
      return rosters
          .onItem()
          .transformToIterable(this::arrivals)
          .onItem()
          .transformToMulti(PeerMonitor::healths)
          // Mutiny's own limit is 256: the peers beyond it would never be checked.
          .merge(Roster.MAX_MEMBERS);
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
      Phase phase = Phase.of(observer, peer.id());
      Duration first = Schedule.first(phase, arrivals);
      return new PeerMonitor(peer, checks.open(peer), phase, time, start, first);
    }
  }
}
