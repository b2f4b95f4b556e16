package dev.rollcall.serve.grpc;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.Watchers;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.ResponseCache;
import dev.rollcall.serve.vertx.CallTransport;
import dev.rollcall.serve.vertx.VertxCallTransport;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.health.HealthCheckRequest;
import dev.rollcall.v1.health.HealthCheckResponse;
import dev.rollcall.v1.health.HealthCheckResponse.ServingStatus;
import dev.rollcall.v1.health.HealthGrpc;
import dev.rollcall.v1.health.HealthListRequest;
import dev.rollcall.v1.health.HealthListResponse;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves {@code grpc.health.v1.Health}, to the letter. It knows the empty name and {@code
 * rollcall.v1.Discovery}, which serve as long as the service does, and {@code peer/<id>} for every
 * listed peer. Of names that clients make up it keeps nothing.
 */
@GrpcService
public class HealthService implements BindableService {

  /** Before a peer's id, the service that stands for it. */
  static final String PEER_PREFIX = "peer/";

  /** The most services that List returns, as many as a page of ListPeers. */
  private static final int MAX_SERVICES = 10_000;

  private final DirectoryView directory;
  private final Watchers watchers;
  private final ResponseCache<EncodedMessage> responses;

  /** Answers from this directory. */
  public HealthService(DirectoryView directory, Watchers watchers) {
    this.directory = directory;
    this.watchers = watchers;
    this.responses = new ResponseCache<>(directory, EncodedMessage::size);
  }

  @Override
  public ServerServiceDefinition bindService() {
    return bindTo(VertxCallTransport::current);
  }

  /**
   * @param transport what carries the call that is starting
   */
  ServerServiceDefinition bindTo(Supplier<CallTransport> transport) {
    return new ServiceBinder(HealthGrpc.getServiceDescriptor(), transport)
        .unary(HealthGrpc.getCheckMethod(), HealthCheckRequest.parser(), this::check)
        .unary(HealthGrpc.getListMethod(), HealthListRequest.parser(), this::list)
        .streaming(HealthGrpc.getWatchMethod(), HealthCheckRequest.parser(), this::watch)
        .bind();
  }

  private EncodedMessage check(HealthCheckRequest request) {
    ServingStatus status =
        status(request.getService(), directory.snapshot()).orElseThrow(Errors::noSuchService);
    return encoded(status);
  }

  private EncodedMessage list(HealthListRequest request) {
    boolean ending = watchers.isEnding();
    return ending
        ? EncodedMessage.of(all(directory.snapshot()))
        : responses.get(request, snapshot -> EncodedMessage.of(all(snapshot)));
  }

  private HealthListResponse all(Snapshot snapshot) {
    int names = snapshot.peerStates().size() + 2;
    if (names > MAX_SERVICES) {
      throw Errors.tooManyNames(names, MAX_SERVICES);
    }
    HealthListResponse.Builder all =
        HealthListResponse.newBuilder()
            .putStatuses("", response(ownStatus()))
            .putStatuses(DiscoveryGrpc.SERVICE_NAME, response(ownStatus()));
    for (PeerState peerState : snapshot.peerStates()) {
      all.putStatuses(PEER_PREFIX + peerState.peer().id().value(), response(of(peerState)));
    }
    return all.build();
  }

  /** On shutdown a watch of Rollcall itself ends with NOT_SERVING; a peer may well serve on. */
  private void watch(HealthCheckRequest request, Call call) {
    String service = request.getService();
    Multi<ServingStatus> statuses =
        watchers.distinct(snapshot -> statusOrUnknown(service, snapshot), call);
    StreamingCall.start(call, statuses, HealthService::encoded);
  }

  private ServingStatus statusOrUnknown(String service, Snapshot snapshot) {
    return status(service, snapshot).orElse(ServingStatus.SERVICE_UNKNOWN);
  }

  private Optional<ServingStatus> status(String service, Snapshot snapshot) {
    if (service.isEmpty() || service.equals(DiscoveryGrpc.SERVICE_NAME)) {
      return Optional.of(ownStatus());
    }
    return service.startsWith(PEER_PREFIX)
        ? snapshot.findNamed(service.substring(PEER_PREFIX.length())).map(HealthService::of)
        : Optional.empty();
  }

  private ServingStatus ownStatus() {
    return watchers.isEnding() ? ServingStatus.NOT_SERVING : ServingStatus.SERVING;
  }

  /** A SUSPECT peer is not yet confirmed to be down; one in maintenance is not to be used. */
  private static ServingStatus of(PeerState peerState) {
    return switch (peerState.status()) {
      case HEALTHY, SUSPECT -> ServingStatus.SERVING;
      case UNHEALTHY, MAINTENANCE -> ServingStatus.NOT_SERVING;
      case UNKNOWN -> ServingStatus.UNKNOWN;
    };
  }

  private static EncodedMessage encoded(ServingStatus status) {
    return EncodedMessage.of(response(status));
  }

  static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
