package dev.rollcall.bench;

import dev.rollcall.directory.NodeInfo;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Status;
import dev.rollcall.serve.contract.Queries;
import dev.rollcall.time.TimePoint;
import dev.rollcall.v1.ListPeersRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an answer costs, and what taking up a check costs, by the number of peers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DirectoryBenchmark {

  private static final ListPeersRequest ALL =
      ListPeersRequest.newBuilder().setPageSize(10_000).build();

  @Param({"10", "1000", "10000"})
  private int peers;

  private SampleCluster cluster = new SampleCluster(1);
  private final Queries queries =
      new Queries(new NodeInfo(Optional.empty(), "bench", new TimePoint(Instant.EPOCH, 0)));
  private CheckResult[] up = new CheckResult[0];
  private CheckResult[] down = new CheckResult[0];
  private int turn;

  /** Lists the peers. */
  @Setup
  public void list() {
    cluster = new SampleCluster(peers);
    up = seen(Status.HEALTHY);
    down = seen(Status.UNHEALTHY);
  }

  /** ListPeers, all peers on one page, until its bytes are there. */
  @Benchmark
  public byte[] listPeers() {
    return queries.list(ALL, cluster.directory().snapshot()).toByteArray();
  }

  /** A check that changes a peer's status: a new snapshot. */
  @Benchmark
  public long applyTransition() {
    int peer = turn % peers;
    boolean dies = turn / peers % 2 == 0;
    turn = (turn + 1) % (2 * peers);
    cluster.directory().apply(dies ? down[peer] : up[peer]);
    return cluster.directory().snapshot().revision().number();
  }

  /** A check that brings no news. */
  @Benchmark
  public long applyNoNews() {
    int peer = turn % peers;
    turn = (turn + 1) % peers;
    cluster.directory().apply(up[peer]);
    return cluster.directory().snapshot().revision().number();
  }

  private CheckResult[] seen(Status status) {
    return Arrays.stream(cluster.peers())
        .map(peer -> SampleCluster.seen(peer, status))
        .toArray(CheckResult[]::new);
  }
}
