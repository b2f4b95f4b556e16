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

/** Peers to try Rollcall with: for those who ask for a demo, and in dev mode without a list. */
final class DemoMode implements AutoCloseable {

  /** Short, so that one who looks on need not wait for what happens. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final boolean isAsked;
  private final LaunchMode mode;
  private final Clock time;
  private Optional<DemoPeers> peers = Optional.empty();

  /**
   * @param isAsked whether they are listed whatever other list there is
   */
  DemoMode(boolean isAsked, LaunchMode mode, Clock time) {
    this.isAsked = isAsked;
    this.mode = mode;
    this.time = time;
  }

  /** Whether they are listed whatever other list there is. */
  boolean isAsked() {
    return isAsked;
  }

  /** Starts the peers and lists them; empty, and nothing is started, if nobody wants them. */
  Optional<RosterUpdate.Accepted> list(NodeSettings settings) {
    if (!isAsked && mode != LaunchMode.DEVELOPMENT) {
      return Optional.empty();
    }
    DemoPeers demo = start(settings.checks().settings());
    peers = Optional.of(demo);
    Roster roster = new Roster(demo.peers(), Optional.empty(), Optional.empty(), "demo");
    return Optional.of(new RosterUpdate.Accepted(roster, "demo"));
  }

  private DemoPeers start(CheckSettings checks) {
    CheckSettings often =
        new CheckSettings(
            checks.kind(),
            INTERVAL,
            checks.timeout(),
            checks.confirmInterval(),
            INTERVAL,
            checks.fall(),
            checks.rise(),
            checks.jitter());
    try {
      return new DemoPeers(often, time);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo peers could not be started", e);
    }
  }

  /** The peer that goes away and comes back, if the peers were started. */
  Optional<PeerId> wanderer() {
    return peers.map(DemoPeers::wanderer);
  }

  @Override
  public void close() {
    peers.ifPresent(DemoPeers::close);
  }
}
