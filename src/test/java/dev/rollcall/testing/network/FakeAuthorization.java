package dev.rollcall.testing.network;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Intercepts calls: records their authorization, and rejects those that a test wants rejected. */
final class FakeAuthorization implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private Optional<Status> rejection = Optional.empty();
  private Optional<String> token = Optional.empty();

  /** From now on every call is rejected with this. */
  synchronized void reject(Status status) {
    rejection = Optional.of(status);
  }

  /** From now on calls without this token are UNAUTHENTICATED. */
  synchronized void requireToken(String text) {
    token = Optional.of(text);
  }

  /** The header of each call so far; empty where it had none. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String authorization = Optional.ofNullable(headers.get(AUTHORIZATION)).orElse("");
    authorizations.add(authorization);
    Optional<Status> rejected = rejection(authorization);
    if (rejected.isPresent()) {
      call.close(rejected.get(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  private synchronized Optional<Status> rejection(String authorization) {
    return rejection.or(
        () ->
            token
                .filter(text -> !authorization.equals("Bearer " + text))
                .map(Status.UNAUTHENTICATED::withDescription));
  }
}
