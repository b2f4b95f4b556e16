package dev.rollcall.demo;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs four peers at free ports of the loopback interface, each with a real grpc.health.v1 service.
 * The last one crashes every 20 seconds, like a machine that loses its power, and restarts at the
 * same port 10 seconds later.
 */
public final class DemoPeers implements AutoCloseable {

  private static final Duration HALF_CYCLE = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(200);
  private static final int MAX_SHUTDOWN_MILLIS = 1_000;

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-demo-peers", true));
  private final List<DemoServer> servers = new ArrayList<>();
  private final List<Peer> peers;
  private final FlappingPeer flapping;

  /**
   * Starts them.
   *
   * @param check how they are to be checked; of the kind {@code grpc}
   * @param clock schedules the crashes and restarts
   * @throws IOException if no port can be bound; nothing is left running then
   */
  public DemoPeers(CheckSettings check, Clock clock) throws IOException {
    this(check, clock, HALF_CYCLE);
  }

  DemoPeers(CheckSettings check, Clock clock, Duration halfCycle) throws IOException {
    try {
      peers = start(DemoPeerProfile.all(), check);
    } catch (IOException e) {
      end();
      throw e;
    }
    flapping = new FlappingPeer(servers.get(servers.size() - 1), clock, halfCycle);
  }

  private List<Peer> start(List<DemoPeerProfile> profiles, CheckSettings check) throws IOException {
    List<Peer> started = new ArrayList<>();
    for (DemoPeerProfile profile : profiles) {
      DemoServer server = new DemoServer(profile.id(), loops);
      server.start();
      servers.add(server);
      started.add(profile.peerAt(server.port(), check));
    }
    return List.copyOf(started);
  }

  /** The peers; the last one is the flapping one. */
  public List<Peer> peers() {
    return peers;
  }

  /** The peer that crashes and restarts. */
  public PeerId flappingPeer() {
    return peers.get(peers.size() - 1).id();
  }

  /** Ends them within a second or two. */
  @Override
  public void close() {
    flapping.close();
    end();
  }

  private void end() {
    servers.forEach(DemoServer::shutdown);
    servers.forEach(server -> server.awaitShutdown(SHUTDOWN_GRACE));
    Future<?> ended = loops.shutdownGracefully(0, MAX_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    ended.awaitUninterruptibly(MAX_SHUTDOWN_MILLIS);
  }
}
