package dev.rollcall.bench;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Outcome;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.reload.PollResult;
import dev.rollcall.source.reload.PolledPeersFile;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.time.SystemClock;
import dev.rollcall.time.TimePoint;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What reading a list costs, and taking up one that changed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RosterBenchmark {

  private static final int MANY = 10_000;
  private static final int SOME = 1_000;

  private final SystemClock time = new SystemClock("bench");
  private final UnicastProcessor<Roster> rosters = UnicastProcessor.create();
  private final AtomicLong touched = new AtomicLong();
  private Path many = Path.of("");
  private Path some = Path.of("");
  private PolledPeersFile watched = watch(some);
  private Directory directory = new SampleCluster(1).directory();
  private Optional<Cancellable> monitor = Optional.empty();
  private long version;
  private long reloads;

  /** Writes the lists, and starts to watch one of them. */
  @Setup
  public void start() throws IOException {
    many = Files.createTempFile("many", ".yaml");
    some = Files.createTempFile("some", ".yaml");
    Files.writeString(many, list(MANY, 0));
    Files.writeString(some, list(SOME, 0));
    watched = watch(some);
    Roster first = roster(watched.read());
    directory = new Directory("epoch", time.now(), () -> {});
    directory.replaceRoster(first, state(first));
    HealthCheckFactory checks = peer -> new Touched();
    monitor =
        Optional.of(
            new Monitor(checks, time, "bench", 4096, List.of())
                .watch(rosters)
                .subscribe()
                .with(directory::apply));
    rosters.onNext(first);
    touched.set(0);
  }

  /** Ends it. */
  @TearDown
  public void stop() throws IOException {
    monitor.ifPresent(Cancellable::cancel);
    time.close();
    Files.delete(many);
    Files.delete(some);
    System.out.printf(
        "%nchecks opened or closed in %d reloads of a list of %d: %d%n",
        reloads, SOME, touched.get());
  }

  /** A file of 10,000 peers, read and checked. */
  @Benchmark
  public int readTenThousand() {
    return roster(PeersFile.read(many, CheckDefaults.NONE, Optional.empty())).members().size();
  }

  /** A look at a file of 1,000 peers that did not change. */
  @Benchmark
  public PollResult<ParseResult<Roster>> lookAtTheSame() {
    return watched.poll(false);
  }

  /** A file of 1,000 peers of which one moved: written, read, checked, in force. */
  @Benchmark
  public long reloadOneOfAThousand() throws IOException {
    version++;
    reloads++;
    Files.writeString(some, list(SOME, version));
    Roster roster =
        roster(((PollResult.Changed<ParseResult<Roster>>) watched.poll(true)).content());
    directory.replaceRoster(roster, state(roster));
    rosters.onNext(roster);
    return directory.snapshot().revision().number();
  }

  private final class Touched implements HealthCheck {

    Touched() {
      touched.incrementAndGet();
    }

    @Override
    public Uni<Outcome> check() {
      return Uni.createFrom().nothing();
    }

    @Override
    public void close() {
      touched.incrementAndGet();
    }
  }

  private static PolledPeersFile watch(Path path) {
    return new PolledPeersFile(path, CheckDefaults.NONE, Optional.empty(), Clock.systemUTC());
  }

  private static RosterState state(Roster roster) {
    TimePoint now = new TimePoint(Clock.systemUTC().instant(), 0);
    return new RosterState("bench", now, roster.digest(), List.of());
  }

  private static Roster roster(ParseResult<Roster> reading) {
    return ((ParseResult.Valid<Roster>) reading).value();
  }

  private static String list(int size, long version) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (Peer peer : new SampleCluster(size).peers()) {
      list.append("  - id: ").append(peer.id());
      list.append("\n    address: ").append(peer.address());
      list.append("\n    capabilities: {memory_gb: 64, gpu: true, gpu_count: 2}");
      list.append("\n    labels: {site: factory-a}\n");
    }
    list.append("  - {id: moves, address: 10.9.9.9:").append(1 + version % 60_000).append("}\n");
    return list.toString();
  }
}
