package dev.rollcall.directory;

import static dev.rollcall.testing.peer.DirectoryFixture.peer;
import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.testing.peer.DirectoryFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final PeerFilter HEALTHY = PeerFilter.ALL.with(Set.of(Status.HEALTHY));

  private final DirectoryFixture lab = new DirectoryFixture(peers("a", "b", "c"));

  @Test
  void theFirstThingIsAllThereIs() {
    assertEquals("reset +a +b +c", shown(cursor(PeerFilter.ALL)));
  }

  @Test
  void withoutNewsThereIsNothing() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.judge("a", Status.UNKNOWN);

    assertEquals("-", shown(cursor));
  }

  @Test
  void whatChangedIsToldOnceHoweverOftenItDid() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.judge("b", Status.HEALTHY);
    lab.judge("b", Status.SUSPECT);
    lab.judge("a", Status.HEALTHY);

    assertEquals("+a +b", shown(cursor));
    assertEquals("-", shown(cursor));
  }

  @Test
  void whoLeavesIsRemoved() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.list(peers("b", "d"));

    assertEquals("+d -a -c", shown(cursor));
  }

  @Test
  void whoCameAndLeftInBetweenWasNeverThere() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.list(peers("a", "b", "c", "d"));
    lab.list(peers("a", "b", "c"));

    assertEquals("-", shown(cursor));
  }

  @Test
  void whoLeftAndCameBackHasChanged() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.list(peers("a", "b"));
    lab.list(peers("a", "b", "c"));

    assertEquals("+c", shown(cursor));
  }

  @Test
  void whoNoLongerMatchesIsRemovedOnce() {
    lab.judge("a", Status.HEALTHY);
    lab.judge("b", Status.HEALTHY);
    Cursor cursor = told(HEALTHY);

    lab.judge("a", Status.SUSPECT);
    assertEquals("-a", shown(cursor));
    lab.judge("a", Status.UNHEALTHY);
    assertEquals("-", shown(cursor));
    lab.list(peers("b", "c"));
    assertEquals("-", shown(cursor));
    lab.list(peers("c"));
    assertEquals("-b", shown(cursor));
  }

  @Test
  void whoDoesNotMatchIsNoNews() {
    Cursor cursor = told(HEALTHY);

    lab.judge("a", Status.UNHEALTHY);

    assertEquals("-", shown(cursor));
  }

  @Test
  void aRefusedListIsToldAndSoIsItsEnd() {
    Cursor cursor = told(PeerFilter.ALL);

    lab.directory().reject(List.of("peers.yaml:1:1: no"));
    assertEquals("", shown(cursor));
    assertEquals("-", shown(cursor));
    lab.list(peers("a", "b", "c"));
    assertEquals("", shown(cursor));
  }

  @Test
  void isolationIsToldEvenToThoseWhoWatchOthers() {
    lab.judge("a", Status.UNHEALTHY);
    lab.judge("b", Status.UNHEALTHY);
    lab.judge("c", Status.HEALTHY);
    Cursor cursor = told(PeerFilter.ALL.with(Set.of(Status.UNKNOWN)));

    lab.judge("c", Status.SUSPECT);
    assertEquals("-", shown(cursor));
    lab.judge("c", Status.UNHEALTHY);
    assertEquals("", shown(cursor));
  }

  @Test
  void resumingTellsWhatWasMissedAndNothingElse() {
    Revision before = lab.directory().snapshot().revision();
    lab.judge("b", Status.HEALTHY);
    lab.list(peers("a", "b"));

    assertEquals("+b -c", shown(new Cursor(PeerFilter.ALL, Optional.of(before))));
  }

  @Test
  void resumingWhereNothingWasMissedSaysSo() {
    Revision now = lab.directory().snapshot().revision();

    assertEquals("", shown(new Cursor(PeerFilter.ALL, Optional.of(now))));
  }

  /**
   * It cannot be known whether it matched before; saying so of one that is not held is harmless.
   */
  @Test
  void resumingTellsOfThoseThatMayHaveMatched() {
    Revision before = lab.directory().snapshot().revision();
    lab.judge("b", Status.UNHEALTHY);

    assertEquals("-b", shown(new Cursor(HEALTHY, Optional.of(before))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "epoch-2, 1",
    "'', 1",
    "epoch-1, 0",
    "epoch-1, -1",
    "epoch-1, 2",
    "epoch-1, 9223372036854775807",
    "epoch-1, -9223372036854775808",
  })
  void whatIsNoPointOfThisHistoryBeginsAnew(String epoch, long number) {
    assertEquals(
        "reset +a +b +c",
        shown(new Cursor(PeerFilter.ALL, Optional.of(new Revision(epoch, number)))));
  }

  @Test
  void aRevisionOlderThanTheRememberedRemovalsBeginsAnew() {
    lab.list(peers(Tombstones.LIMIT + 2));
    Revision crowd = lab.directory().snapshot().revision();
    Peer[] fewer = peers(Tombstones.LIMIT + 2);
    lab.list(List.of(fewer).subList(1, fewer.length).toArray(Peer[]::new));
    Revision one = lab.directory().snapshot().revision();
    lab.list(fewer[fewer.length - 1]);

    Delta old = difference(new Cursor(PeerFilter.ALL, Optional.of(crowd)));
    Delta enough = difference(new Cursor(PeerFilter.ALL, Optional.of(one)));

    assertEquals(true, old.reset());
    assertEquals(false, enough.reset());
    assertEquals(Tombstones.LIMIT, enough.removed().size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoeverReadsNowAndThenAndResumesHoldsWhatIsThere(long seed) {
    Random random = new Random(seed);
    Reader all = new Reader(PeerFilter.ALL);
    Reader healthy = new Reader(HEALTHY);
    for (int step = 0; step < 3_000; step++) {
      change(random);
      for (Reader reader : List.of(all, healthy)) {
        if (random.nextInt(5) == 0) {
          reader.resume();
        }
        if (random.nextInt(3) == 0) {
          reader.read();
          assertEquals(reader.expected(), reader.held, "step " + step);
        }
      }
    }
  }

  private void change(Random random) {
    if (random.nextInt(10) == 0) {
      lab.list(
          IntStream.range(0, 12)
              .filter(i -> random.nextInt(3) > 0)
              .mapToObj(i -> peer("p" + i))
              .toArray(Peer[]::new));
    }
    List<PeerState> peerStates = lab.directory().snapshot().peerStates();
    if (!peerStates.isEmpty()) {
      Status status = List.of(Status.values()).get(random.nextInt(4));
      lab.judge(peerStates.get(random.nextInt(peerStates.size())).peer().id().value(), status);
    }
  }

  /** A client that holds what it is told. */
  private final class Reader {

    private final PeerFilter filter;
    private final Map<PeerId, Status> held = new TreeMap<>();
    private Cursor cursor;
    private Optional<Revision> last = Optional.empty();

    Reader(PeerFilter filter) {
      this.filter = filter;
      this.cursor = cursor(filter);
    }

    void resume() {
      cursor = new Cursor(filter, last);
    }

    void read() {
      Snapshot now = lab.directory().snapshot();
      cursor.advance(now).ifPresent(this::take);
      last = Optional.of(now.revision());
    }

    private void take(Delta news) {
      if (news.reset()) {
        held.clear();
      }
      news.changed().forEach(peerState -> held.put(peerState.peer().id(), peerState.status()));
      news.removed().forEach(held::remove);
    }

    Map<PeerId, Status> expected() {
      return lab.directory().snapshot().peerStates().stream()
          .filter(filter::matches)
          .collect(
              Collectors.toMap(
                  peerState -> peerState.peer().id(),
                  PeerState::status,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static Cursor cursor(PeerFilter filter) {
    return new Cursor(filter, Optional.empty());
  }

  private Cursor told(PeerFilter filter) {
    Cursor cursor = cursor(filter);
    difference(cursor);
    return cursor;
  }

  private Delta difference(Cursor cursor) {
    return cursor.advance(lab.directory().snapshot()).orElseThrow();
  }

  /** What it is told now: {@code reset +changed -removed}, or a dash for nothing at all. */
  private String shown(Cursor cursor) {
    return cursor.advance(lab.directory().snapshot()).map(CursorTest::shown).orElse("-");
  }

  private static String shown(Delta news) {
    List<String> words = new ArrayList<>();
    if (news.reset()) {
      words.add("reset");
    }
    news.changed().forEach(peerState -> words.add("+" + peerState.peer().id()));
    news.removed().forEach(id -> words.add("-" + id));
    return String.join(" ", words);
  }
}
