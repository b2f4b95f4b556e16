package dev.rollcall.testing.network;

import dev.rollcall.testing.peer.FakePeerDirectory;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.WatchPeersRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Fakes a Rollcall on the loopback: it answers the contract's calls with what a test lists, or
 * rejects them. It applies no filter, and records the requests.
 */
public final class FakeDiscoveryServer implements AutoCloseable {

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("discovery-server", true));
  private final FakeDiscoveryService service = new FakeDiscoveryService();
  private final FakeAuthorization gate = new FakeAuthorization();
  private final Optional<SslContext> tls;
  private final int port;
  private volatile Server server;

  private FakeDiscoveryServer(Optional<SslContext> tls) {
    this.tls = tls;
    this.server = listen(0);
    this.port = server.getPort();
  }

  /** Starts one at a free port, without peers. */
  public static FakeDiscoveryServer start() {
    return new FakeDiscoveryServer(Optional.empty());
  }

  /** Starts one that speaks TLS only; the context offers h2. */
  public static FakeDiscoveryServer startWith(SslContext tls) {
    return new FakeDiscoveryServer(Optional.of(tls));
  }

  /** Where it listens, or did, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Lists these peers, in place of those of the same id, and notifies the watchers. */
  public void put(Peer... changed) {
    service.publish(peers -> peers.put(changed));
  }

  /** Lists this peer no more, and notifies the watchers. */
  public void remove(String id) {
    service.publish(peers -> peers.remove(id));
  }

  /** Sends the watchers the present state of all peers again, as a keep-alive or after a flood. */
  public void repeat() {
    service.publish(FakePeerDirectory::all);
  }

  /** From now on this is who answers. */
  public void observer(Observer observer) {
    service.change(peers -> peers.observer(observer));
  }

  /** From now on this node is the server's own, in the topology. */
  public void self(Peer entry) {
    service.change(peers -> peers.self(entry));
  }

  /** From now on a page of a list holds at most so many. */
  public void pageSize(int most) {
    service.change(peers -> peers.pageSize(most));
  }

  /** From now on a list has no end: each page names itself as the next. */
  public void repeatPages() {
    service.change(FakePeerDirectory::repeatPages);
  }

  /** From now on every call is rejected with this. */
  public void reject(Status status) {
    gate.reject(status);
  }

  /** From now on calls without this token are UNAUTHENTICATED. */
  public void requireToken(String text) {
    gate.requireToken(text);
  }

  /** From now on calls are accepted and not answered. */
  public void beSilent() {
    service.beSilent();
  }

  /** The requests of ListPeers so far. */
  public List<ListPeersRequest> lists() {
    return service.lists();
  }

  /** The requests of WatchPeers so far. */
  public List<WatchPeersRequest> watches() {
    return service.watches();
  }

  /** The authorization of each call so far; empty where it had none. */
  public List<String> authorizations() {
    return gate.authorizations();
  }

  /** Ends the watches that are open, and goes on listening. */
  public void endWatches(Status status) {
    service.endWatches(status);
  }

  /** Dies: the port is closed and every connection cut. */
  public void stopHard() {
    server.shutdownNow();
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the discovery server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    service.forgetWatches();
  }

  /** Comes back at the same port as the same run, as after a break of the network. */
  public synchronized void startAgain() {
    Eventually.holds("the port can be bound again", this::isListeningAgain);
  }

  /** Comes back at the same port as another run. */
  public void restart(String newEpoch) {
    service.change(peers -> peers.restart(newEpoch));
    startAgain();
  }

  @Override
  public synchronized void close() {
    server.shutdownNow();
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  // The JDK releases a closed port only when the selector polls next.
  private boolean isListeningAgain() {
    try {
      server = listen(port);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Server listen(int at) {
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .channelFactory(NioServerSocketChannel::new)
              .directExecutor()
              .intercept(gate)
              .addService(service);
      tls.ifPresent(builder::sslContext);
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
