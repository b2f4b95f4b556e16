package dev.rollcall.testing.peer;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Records how each peer's status changes, by polling ListPeers every 10 ms. */
public final class StatusRecorder implements AutoCloseable {

  private static final int POLL_MILLIS = 10;

  private final PackagedRollcall rollcall;
  private final Map<String, List<Observation>> byPeer = new TreeMap<>();
  private final List<IsolationChange> turns = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(StatusRecorder::newThread);
  private Optional<RuntimeException> fault = Optional.empty();

  /**
   * A status that a peer was listed with from a moment on.
   *
   * @param nanos the moment, as System.nanoTime counts
   */
  public record Observation(Status status, Reason reason, String detail, long nanos) {

    /** From this moment to that. */
    public Duration since(long earlier) {
      return Duration.ofNanos(nanos - earlier);
    }
  }

  /** A change of Observer.isolated. */
  private record IsolationChange(boolean isolated, long nanos) {}

  private StatusRecorder(PackagedRollcall rollcall) {
    this.rollcall = rollcall;
  }

  /** Starts recording; it ends by itself when Rollcall no longer answers. */
  public static StatusRecorder of(PackagedRollcall rollcall) {
    StatusRecorder recorder = new StatusRecorder(rollcall);
    Future<?> unused =
        recorder.timer.scheduleWithFixedDelay(
            recorder::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    return recorder;
  }

  /** The peer's history so far: one entry for each change of its status or reason. */
  public synchronized List<Observation> of(String id) {
    fault.ifPresent(StatusRecorder::raise);
    return List.copyOf(byPeer.getOrDefault(id, List.of()));
  }

  /** The peer's statuses so far. */
  public List<Status> statuses(String id) {
    List<Status> statuses = new ArrayList<>();
    for (Observation seen : of(id)) {
      if (statuses.isEmpty() || statuses.get(statuses.size() - 1) != seen.status()) {
        statuses.add(seen.status());
      }
    }
    return statuses;
  }

  /** The first entry with this status after that moment; waits for it. */
  public Observation await(String id, Status status, long after, Duration patience) {
    Eventually.holds(
        "%s is %s".formatted(id, status), patience, () -> first(id, status, after).isPresent());
    return first(id, status, after).orElseThrow();
  }

  /** Whether the peer's newest entry has this status. */
  public boolean is(String id, Status status) {
    List<Observation> all = of(id);
    return !all.isEmpty() && all.get(all.size() - 1).status() == status;
  }

  /** What Observer.isolated became after that moment, one value for each change. */
  public synchronized List<Boolean> isolated(long after) {
    fault.ifPresent(StatusRecorder::raise);
    return turns.stream()
        .filter(turn -> turn.nanos() > after)
        .map(IsolationChange::isolated)
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Optional<Observation> first(String id, Status status, long after) {
    return of(id).stream()
        .filter(seen -> seen.status() == status && seen.nanos() > after)
        .findFirst();
  }

  private void poll() {
    try {
      add(rollcall.list());
    } catch (RuntimeException e) {
      keep(e);
      throw e;
    }
  }

  private synchronized void keep(RuntimeException e) {
    fault = Optional.of(e);
  }

  private static void raise(RuntimeException fault) {
    throw new AssertionError("the recording has ended", fault);
  }

  private synchronized void add(ListPeersResponse list) {
    long now = System.nanoTime();
    for (Peer peer : list.getPeersList()) {
      add(byPeer.computeIfAbsent(peer.getId(), id -> new ArrayList<>()), peer, now);
    }
    boolean is = list.getObserver().getIsolated();
    if (turns.isEmpty() || turns.get(turns.size() - 1).isolated() != is) {
      turns.add(new IsolationChange(is, now));
    }
  }

  private static void add(List<Observation> all, Peer peer, long now) {
    Status status = peer.getHealth().getStatus();
    Reason reason = peer.getHealth().getReason();
    Observation last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last == null || last.status() != status || last.reason() != reason) {
      all.add(new Observation(status, reason, peer.getHealth().getDetail(), now));
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "status-recorder");
    thread.setDaemon(true);
    return thread;
  }
}
