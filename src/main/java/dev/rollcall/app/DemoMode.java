package dev.rollcall.app;

import dev.rollcall.demo.DemoPeers;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.time.Clock;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** Runs the demo's peers: with the demo command, and in dev mode without a list of peers. */
final class DemoMode implements AutoCloseable {

  /** Short, so that whoever watches need not wait for a change. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final boolean isRequested;
  private final LaunchMode mode;
  private final Clock time;
  private Optional<DemoPeers> peers = Optional.empty();

  /**
   * @param isRequested whether they take the place of every other list
   */
  DemoMode(boolean isRequested, LaunchMode mode, Clock time) {
    this.isRequested = isRequested;
    this.mode = mode;
    this.time = time;
  }

  /** Whether they take the place of every other list. */
  boolean isRequested() {
    return isRequested;
  }

  /** Starts the peers and lists them; empty, and nothing is started, without a demo. */
  Optional<RosterUpdate.Accepted> list(NodeSettings settings) {
    if (!isRequested && mode != LaunchMode.DEVELOPMENT) {
      return Optional.empty();
    }
    DemoPeers demo = start(settings.checks().settings());
    peers = Optional.of(demo);
    Roster roster = new Roster(demo.peers(), Optional.empty(), Optional.empty(), "demo");
    return Optional.of(new RosterUpdate.Accepted(roster, "demo"));
  }

  private DemoPeers start(CheckSettings checks) {
    CheckSettings frequent = checks.withIntervals(INTERVAL, INTERVAL);
    try {
      return new DemoPeers(frequent, time);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo peers could not be started", e);
    }
  }

  /** The peer that goes away and comes back all the time, if the peers were started. */
  Optional<PeerId> flappingPeer() {
    return peers.map(DemoPeers::flappingPeer);
  }

  @Override
  public void close() {
    peers.ifPresent(DemoPeers::close);
  }
}
