package dev.rollcall.serve.grpc;

import static dev.rollcall.testing.peer.DirectoryFixture.at;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.testing.time.ManualClock;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.WaitForPeersRequest;
import dev.rollcall.v1.WaitForPeersResponse;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import dev.rollcall.v1.health.HealthCheckRequest;
import dev.rollcall.v1.health.HealthCheckResponse;
import dev.rollcall.v1.health.HealthGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** The services on a directory that a test writes, in manual time, without a network. */
final class GrpcServiceFixture {

  static final int LIMIT = 3;

  final ManualClock time = new ManualClock();
  final ThrottledNotifier pulse = new ThrottledNotifier(time);
  final DirectoryFixture lab;
  final Watchers watchers;
  private final DiscoveryService discovery;
  private final HealthService health;

  GrpcServiceFixture(Peer... peers) {
    lab = new DirectoryFixture(pulse::changed, peers);
    watchers = new Watchers(lab.directory(), pulse, time, LIMIT);
    discovery =
        new DiscoveryService(
            lab.directory(), new NodeInfo(Optional.empty(), "test", at(0)), watchers, time);
    health = new HealthService(lab.directory(), watchers);
  }

  <Q, R extends MessageLite> ScriptedCall<Q, R> discovery(
      MethodDescriptor<Q, R> method, Parser<R> parser) {
    return new ScriptedCall<>(discovery::bindTo, method, parser);
  }

  <Q, R extends MessageLite> ScriptedCall<Q, R> health(
      MethodDescriptor<Q, R> method, Parser<R> parser) {
    return new ScriptedCall<>(health::bindTo, method, parser);
  }

  ScriptedCall<WatchPeersRequest, WatchPeersResponse> watch(WatchPeersRequest request) {
    return discovery(DiscoveryGrpc.getWatchPeersMethod(), WatchPeersResponse.parser())
        .ask(request)
        .run();
  }

  ScriptedCall<WaitForPeersRequest, WaitForPeersResponse> wait(WaitForPeersRequest request) {
    return discovery(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersResponse.parser())
        .ask(request)
        .run();
  }

  ScriptedCall<HealthCheckRequest, HealthCheckResponse> healthWatch(String service) {
    return health(HealthGrpc.getWatchMethod(), HealthCheckResponse.parser())
        .ask(HealthCheckRequest.newBuilder().setService(service).build())
        .run();
  }
}
