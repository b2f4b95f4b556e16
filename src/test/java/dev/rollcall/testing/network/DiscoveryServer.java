package dev.rollcall.testing.network;

import dev.rollcall.testing.peer.ListedPeers;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.GetTopologyRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Topology;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers as a Rollcall does, on the loopback, with what a test lists; or refuses. It filters
 * nothing, and keeps what it was asked.
 */
public final class DiscoveryServer implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("discovery-server", true));
  private final ListedPeers peers = new ListedPeers();
  private final Set<StreamObserver<WatchPeersResponse>> watchers = ConcurrentHashMap.newKeySet();
  private final List<ListPeersRequest> lists = new CopyOnWriteArrayList<>();
  private final List<WatchPeersRequest> watches = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Optional<SslContext> tls;
  private final int port;
  private Optional<Status> refusal = Optional.empty();
  private Optional<String> token = Optional.empty();
  private boolean isQuiet;
  private volatile Server server;

  private DiscoveryServer(Optional<SslContext> tls) {
    this.tls = tls;
    this.server = listen(0);
    this.port = server.getPort();
  }

  /** Starts one at a free port, without peers. */
  public static DiscoveryServer start() {
    return new DiscoveryServer(Optional.empty());
  }

  /** Starts one that speaks TLS only; the context offers h2. */
  public static DiscoveryServer startWith(SslContext tls) {
    return new DiscoveryServer(Optional.of(tls));
  }

  /** Where it listens, or did, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Lists these peers, in place of those of the same id; watchers are told. */
  public synchronized void put(Peer... changed) {
    tell(peers.put(changed));
  }

  /** Lists this peer no more; watchers are told. */
  public synchronized void remove(String id) {
    tell(peers.remove(id));
  }

  /** Tells watchers the present state of all peers again, as a sign of life or after a flood. */
  public synchronized void repeat() {
    tell(peers.all());
  }

  /** From now on this is who answers. */
  public synchronized void observer(Observer now) {
    peers.observer(now);
  }

  /** From now on this node is the server's own, in the topology. */
  public synchronized void self(Peer entry) {
    peers.self(entry);
  }

  /** From now on a page of a list holds at most so many. */
  public synchronized void pageSize(int most) {
    peers.pageSize(most);
  }

  /** From now on a list has no end: each page says that it is followed by itself. */
  public synchronized void repeatPages() {
    peers.repeatPages();
  }

  /** From now on every call is refused with this. */
  public synchronized void refuse(Status status) {
    refusal = Optional.of(status);
  }

  /** From now on calls without this token are UNAUTHENTICATED. */
  public synchronized void wantToken(String text) {
    token = Optional.of(text);
  }

  /** From now on calls are taken, and nothing is answered. */
  public synchronized void stayQuiet() {
    isQuiet = true;
  }

  /** What was asked of ListPeers. */
  public List<ListPeersRequest> lists() {
    return List.copyOf(lists);
  }

  /** What was asked of WatchPeers. */
  public List<WatchPeersRequest> watches() {
    return List.copyOf(watches);
  }

  /** The header of each call; empty where it had none. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Ends the watches that are open, and goes on listening. */
  public synchronized void endWatches(Status status) {
    watchers.forEach(watcher -> watcher.onError(status.asRuntimeException()));
    watchers.clear();
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
    watchers.clear();
  }

  /** Comes back at the same port as the same run, as after a break of the network. */
  public synchronized void startAgain() {
    Eventually.holds("the port can be bound again", this::isListeningAgain);
  }

  /** Comes back at the same port as another run. */
  public synchronized void restart(String newEpoch) {
    peers.restart(newEpoch);
    startAgain();
  }

  @Override
  public synchronized void close() {
    server.shutdownNow();
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  // The JDK gives a closed port back only when the selector next looks.
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
              .intercept(new Gate())
              .addService(new Answers());
      tls.ifPresent(builder::sslContext);
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(WatchPeersResponse response) {
    watchers.forEach(watcher -> watcher.onNext(response));
  }

  private synchronized Optional<Status> refusal(String authorization) {
    return refusal.or(
        () ->
            token
                .filter(text -> !authorization.equals("Bearer " + text))
                .map(Status.UNAUTHENTICATED::withDescription));
  }

  private final class Gate implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String authorization = Optional.ofNullable(headers.get(AUTHORIZATION)).orElse("");
      authorizations.add(authorization);
      Optional<Status> refused = refusal(authorization);
      if (refused.isPresent()) {
        call.close(refused.get(), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }

  private final class Answers extends DiscoveryGrpc.DiscoveryImplBase {

    @Override
    public void listPeers(ListPeersRequest request, StreamObserver<ListPeersResponse> answer) {
      lists.add(request);
      answer(answer, () -> peers.page(request));
    }

    @Override
    public void getTopology(GetTopologyRequest request, StreamObserver<Topology> answer) {
      answer(answer, peers::topology);
    }

    @Override
    public void watchPeers(WatchPeersRequest request, StreamObserver<WatchPeersResponse> watcher) {
      watches.add(request);
      synchronized (DiscoveryServer.this) {
        ServerCallStreamObserver<WatchPeersResponse> call =
            (ServerCallStreamObserver<WatchPeersResponse>) watcher;
        call.setOnCancelHandler(() -> watchers.remove(watcher));
        if (!isQuiet) {
          watcher.onNext(peers.owed(request.getAfter()));
          watchers.add(watcher);
        }
      }
    }

    private <T> void answer(StreamObserver<T> answer, Supplier<T> message) {
      synchronized (DiscoveryServer.this) {
        if (!isQuiet) {
          answer.onNext(message.get());
          answer.onCompleted();
        }
      }
    }
  }
}
