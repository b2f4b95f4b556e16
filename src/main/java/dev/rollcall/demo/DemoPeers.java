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
 * Four peers that listen at free ports of the loopback, each with a real grpc.health.v1. The last
 * one goes away every 20 seconds, as a machine does that loses its power, and comes back at the
 * same port 10 seconds later.
 */
public final class DemoPeers implements AutoCloseable {

  private static final Duration HALF_CYCLE = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofMillis(200);
  private static final int LONGEST_END_MILLIS = 1_000;

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-demo-peers", true));
  private final List<DemoServer> servers = new ArrayList<>();
  private final List<Peer> peers;
  private final FlappingPeer wanderer;

  /**
   * Starts them.
   *
   * @param check how they are to be checked; of the kind {@code grpc}
   * @param time drives the coming and going
   * @throws IOException if no port can be had; nothing is left behind then
   */
  public DemoPeers(CheckSettings check, Clock time) throws IOException {
    this(check, time, HALF_CYCLE);
  }

  DemoPeers(CheckSettings check, Clock time, Duration halfCycle) throws IOException {
    try {
      peers = start(DemoPeerProfile.all(), check);
    } catch (IOException e) {
      end();
      throw e;
    }
    wanderer = new FlappingPeer(servers.get(servers.size() - 1), time, halfCycle);
  }

  private List<Peer> start(List<DemoPeerProfile> machines, CheckSettings check) throws IOException {
    List<Peer> started = new ArrayList<>();
    for (DemoPeerProfile machine : machines) {
      DemoServer server = new DemoServer(machine.id(), loops);
      server.start();
      servers.add(server);
      started.add(machine.peerAt(server.port(), check));
    }
    return List.copyOf(started);
  }

  /** Who they are, the one that comes and goes last. */
  public List<Peer> peers() {
    return peers;
  }

  /** The one that comes and goes. */
  public PeerId wanderer() {
    return peers.get(peers.size() - 1).id();
  }

  /** Ends them within a second or two. */
  @Override
  public void close() {
    wanderer.close();
    end();
  }

  private void end() {
    servers.forEach(DemoServer::leave);
    servers.forEach(server -> server.awaitEnd(FAREWELL));
    Future<?> ended = loops.shutdownGracefully(0, LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
    ended.awaitUninterruptibly(LONGEST_END_MILLIS);
  }
}
