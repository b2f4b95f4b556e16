package dev.rollcall.serve.grpc;

import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.Watchers;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.PacedSession;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.text.EnumNames;
import dev.rollcall.time.Clock;
import dev.rollcall.v1.WaitForPeersResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One WaitForPeers call: answered as soon as enough peers match, or just before its deadline. */
final class WaitForPeersCall implements PacedSession.Client<WaitForPeersResponse> {

  /**
   * How much earlier than the deadline the answer is sent, so that it arrives before the client
   * gives up, and names the missing peers: a tenth of the time, at most this much.
   */
  private static final Duration MAX_LEAD = Duration.ofMillis(250);

  /** What all details may take: clients take 8 KB of trailers, in which bytes grow by a third. */
  private static final int DETAILS_BYTES = 3_000;

  private final Call call;
  private final int count;
  private final PeerFilter filter;
  private final DirectoryView directory;
  private final NodeInfo observer;

  WaitForPeersCall(
      Call call, int count, PeerFilter filter, DirectoryView directory, NodeInfo observer) {
    this.call = call;
    this.count = count;
    this.filter = filter;
    this.directory = directory;
    this.observer = observer;
  }

  /** Begins to wait. To be called once. */
  void start(Watchers watchers, Clock time) {
    PacedSession<WaitForPeersResponse> session = new PacedSession<>(this);
    watchers.selected(this::response, call::execute).subscribe(session);
    Optional<Future<?>> deadline = call.timeout().map(timeout -> scheduleDeadline(timeout, time));
    call.onEnd(
        () -> {
          session.cancel();
          deadline.ifPresent(timer -> timer.cancel(false));
        });
    session.resume();
  }

  private Future<?> scheduleDeadline(Duration timeout, Clock time) {
    return time.timers()
        .schedule(
            () -> call.execute(this::onDeadline),
            beforeDeadline(timeout).toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private static Duration beforeDeadline(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    return timeout.minus(tenth.compareTo(MAX_LEAD) < 0 ? tenth : MAX_LEAD);
  }

  /** The one response is sent to a slow client too: it is the end. */
  @Override
  public boolean isReady() {
    return !call.isOver();
  }

  @Override
  public void send(WaitForPeersResponse response) {
    call.answer(EncodedMessage.of(response));
  }

  @Override
  public void fail(StatusRuntimeException reason) {
    call.fail(reason);
  }

  private Optional<WaitForPeersResponse> response(Snapshot now) {
    List<PeerState> matching = matching(now);
    return matching.size() < count
        ? Optional.empty()
        : Optional.of(ProtoMapper.waited(matching, observer, now));
  }

  private List<PeerState> matching(Snapshot now) {
    return now.peerStates().stream().filter(filter::matches).toList();
  }

  private void onDeadline() {
    if (call.isOver()) {
      return;
    }
    Snapshot now = directory.snapshot();
    response(now).ifPresentOrElse(this::send, () -> fail(tooFew(now)));
  }

  private StatusRuntimeException tooFew(Snapshot now) {
    int matching = matching(now).size();
    return Errors.deadlineExceeded(
        "%d of %d peers match, %d required".formatted(matching, now.peerStates().size(), count),
        Map.of("matching", String.valueOf(matching), "count", String.valueOf(count)),
        missing(now));
  }

  /** Those that do not match, as many as the trailers of a call can name. */
  private PreconditionFailure missing(Snapshot now) {
    PreconditionFailure.Builder missing = PreconditionFailure.newBuilder();
    int rest = DETAILS_BYTES;
    int unnamed = 0;
    for (PeerState peerState : now.peerStates()) {
      if (filter.matches(peerState)) {
        continue;
      }
      Violation violation = violation(peerState);
      rest -= violation.getSerializedSize();
      if (rest >= 0) {
        missing.addViolations(violation);
      } else {
        unnamed++;
      }
    }
    if (unnamed > 0) {
      missing.addViolations(
          Violation.newBuilder()
              .setType("MORE_PEERS")
              .setDescription("and %d more".formatted(unnamed)));
    }
    return missing.build();
  }

  private Violation violation(PeerState peerState) {
    return Violation.newBuilder()
        .setType("PEER_DOES_NOT_MATCH")
        .setSubject(peerState.peer().id().value())
        .setDescription(mismatch(peerState))
        .build();
  }

  private String mismatch(PeerState peerState) {
    if (filter.withoutStatuses().matches(peerState)) {
      return peerState
          .health()
          .failure()
          .map(
              failure ->
                  EnumNames.lowerCase(peerState.status())
                      + ": "
                      + EnumNames.lowerCase(failure.reason()))
          .orElseGet(() -> EnumNames.lowerCase(peerState.status()));
    }
    return "its labels or capabilities do not match";
  }
}
