package dev.rollcall.serve.contract;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.directory.NodeInfo;
import dev.rollcall.testing.ErrorReply;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final DirectoryFixture CROWD = new DirectoryFixture(peers(10_500));

  private final DirectoryFixture lab = new DirectoryFixture(peers("a", "b", "c", "d", "e", "f"));

  @ParameterizedTest(name = "page_size {0}: {1} peers")
  @CsvSource({
    "0,1000",
    "1,1",
    "999,999",
    "1001,1001",
    "10000,10000",
    "10001,10000",
    "2147483647,10000",
  })
  void aPageHasAsManyPeersAsAskedForWithinTheLimits(int asked, int given) {
    ListPeersResponse page = list(CROWD, size(asked));

    assertEquals(given, page.getPeersCount());
    assertEquals("n%05d".formatted(given - 1), page.getPeers(given - 1).getId());
    assertEquals(10_500, page.getTotalSize());
  }

  @ParameterizedTest(name = "page_size {0}")
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aNegativePageSizeIsInvalid(int asked) {
    ErrorReply refusal = refusal(size(asked));

    refusal.assertInvalid("page_size", "NEGATIVE_PAGE_SIZE");
    assertEquals(
        "page_size: %d is negative; expected 0 for 1000, or 1-10000".formatted(asked),
        refusal.message());
  }

  @ParameterizedTest(name = "6 peers in pages of {0}: {1}")
  @CsvSource({
    "1, a|b|c|d|e|f",
    "2, ab|cd|ef",
    "3, abc|def",
    "4, abcd|ef",
    "5, abcde|f",
    "6, abcdef",
    "7, abcdef",
  })
  void thePagesHoldEachPeerOnceAndTheLastHasNoToken(int size, String pages) {
    assertEquals(List.of(pages.split("\\|")), pages(lab, size(size)));
  }

  @Test
  void noPeersAreOneEmptyPage() {
    ListPeersResponse page = list(new DirectoryFixture(), ListPeersRequest.newBuilder());

    assertEquals(List.of(), page.getPeersList());
    assertEquals("", page.getNextPageToken());
    assertEquals(0, page.getTotalSize());
  }

  @Test
  void thePagesGoOnThroughIdsOfEveryScript() {
    String emoji = "\uD83E\uDD16";
    String[] ids = {"a b", "\u0639\u0642\u062f\u0629", "\u8282", emoji, "\uFF21", "x".repeat(253)};
    DirectoryFixture world = new DirectoryFixture(peers(ids));

    List<String> pages = pages(world, size(1));

    assertEquals(Arrays.stream(ids).sorted().toList(), pages);
  }

  @Test
  void thePagesOfAFilterHoldItsPeersAndCountThem() {
    for (String id : List.of("a", "c", "d", "f")) {
      lab.judge(id, dev.rollcall.monitor.Status.HEALTHY);
    }
    ListPeersRequest.Builder healthy = size(3).setFilter(statuses(Status.STATUS_HEALTHY));

    ListPeersResponse first = list(lab, healthy);
    ListPeersResponse second = list(lab, healthy.setPageToken(first.getNextPageToken()));

    assertEquals("acd", ids(first));
    assertEquals("f", ids(second));
    assertEquals(4, first.getTotalSize());
    assertEquals(4, second.getTotalSize());
    assertEquals("", second.getNextPageToken());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments("nothing", "abcdef", "cdef"),
        arguments("the last peer of the page removed", "acdef", "cdef"),
        arguments("the whole page removed", "cdef", "cdef"),
        arguments("the next peer removed", "abdef", "def"),
        arguments("the page and the next peer removed", "def", "def"),
        arguments("a peer added before the page", "Aabcdef", "cdef"),
        arguments("peers added after the page", "abcdefgh", "cdefgh"),
        arguments("a peer for another", "aBcdefg", "cdefg"),
        arguments("all that is left removed", "ab", ""),
        arguments("all removed", "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void peersThatStayAreNeitherRepeatedNorSkipped(String change, String listed, String rest) {
    ListPeersResponse first = list(lab, size(2));
    lab.list(peers(listed.isEmpty() ? new String[0] : listed.split("")));

    ListPeersResponse second = list(lab, size(10).setPageToken(first.getNextPageToken()));

    assertEquals("ab", ids(first));
    assertEquals(rest, ids(second), change);
    assertEquals(listed.length(), second.getTotalSize());
    assertEquals("", second.getNextPageToken());
  }

  @Test
  void aPeerThatNoLongerMatchesEndsNoPage() {
    for (String id : List.of("a", "b", "c", "d")) {
      lab.judge(id, dev.rollcall.monitor.Status.HEALTHY);
    }
    ListPeersRequest.Builder healthy = size(2).setFilter(statuses(Status.STATUS_HEALTHY));
    ListPeersResponse first = list(lab, healthy);
    lab.judge("b", dev.rollcall.monitor.Status.SUSPECT);
    lab.judge("f", dev.rollcall.monitor.Status.HEALTHY);

    ListPeersResponse second = list(lab, healthy.setPageToken(first.getNextPageToken()));

    assertEquals("cd", ids(second));
    assertNotEquals("", second.getNextPageToken());
  }

  static Stream<Arguments> garbage() {
    byte[] good =
        Base64.getUrlDecoder()
            .decode(PageToken.after("caf\u00e9", PeerFilter.newBuilder().build()));
    byte[] cutInACharacter = Arrays.copyOf(good, good.length - 1);
    byte[] withoutId = Arrays.copyOf(good, 9);
    byte[] ofAnotherForm = good.clone();
    ofAnotherForm[0] = 2;
    return Stream.of(
        arguments("a letter", "x"),
        arguments("a blank", " "),
        arguments("an id", "node1"),
        arguments("not base64", "!!!!"),
        arguments("Arabic", "\u0639\u0642"),
        arguments("zeros", "AAAAAAAAAAAAAAAAAAAA"),
        arguments("64 KB", "A".repeat(65_536)),
        arguments("a good one and more", encoded(good) + "!"),
        arguments("one that is cut in a character", encoded(cutInACharacter)),
        arguments("one without an id", encoded(withoutId)),
        arguments("one of another form", encoded(ofAnotherForm)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("garbage")
  void aTokenThatIsNotOursIsInvalid(String what, String token) {
    ErrorReply refusal = refusal(size(2).setPageToken(token));

    refusal.assertInvalid("page_token", "BAD_PAGE_TOKEN");
    assertEquals(
        "page_token: it is not a token of this service; expected next_page_token of the page"
            + " before",
        refusal.message(),
        what);
  }

  static Stream<Arguments> otherFilters() {
    return Stream.of(
        arguments("none", PeerFilter.newBuilder()),
        arguments("fewer statuses", statuses(Status.STATUS_UNKNOWN).putLabels("site", "x")),
        arguments(
            "more statuses",
            statuses(Status.STATUS_UNKNOWN, Status.STATUS_HEALTHY, Status.STATUS_SUSPECT)
                .putLabels("site", "x")),
        arguments("no labels", statuses(Status.STATUS_UNKNOWN, Status.STATUS_HEALTHY)),
        arguments("another label", base().putLabels("site", "y")),
        arguments("one more label", base().putLabels("rack", "1")),
        arguments("a gpu", base().setGpu(false)),
        arguments("memory", base().setMinMemoryGb(1)),
        arguments("gpu memory", base().setMinGpuMemoryGb(1)),
        arguments("gpus", base().setMinGpuCount(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherFilters")
  void aTokenOfAnotherFilterIsInvalid(String what, PeerFilter.Builder other) {
    String token = PageToken.after("b", base().build());

    ErrorReply refusal = refusal(size(2).setFilter(other).setPageToken(token));

    refusal.assertInvalid("page_token", "PAGE_TOKEN_OF_ANOTHER_FILTER");
    assertEquals(
        "page_token: it was given for another filter; expected the filter of the page before",
        refusal.message(),
        what);
  }

  static Stream<Arguments> sameFilters() {
    return Stream.of(
        arguments(
            "the statuses in another order",
            statuses(Status.STATUS_HEALTHY, Status.STATUS_UNKNOWN)
                .putLabels("site", "x")
                .putLabels("rack", "1")
                .putLabels("row", "2")),
        arguments(
            "a status twice",
            statuses(Status.STATUS_UNKNOWN, Status.STATUS_HEALTHY, Status.STATUS_UNKNOWN)
                .putLabels("site", "x")
                .putLabels("rack", "1")
                .putLabels("row", "2")),
        arguments(
            "the labels in another order",
            statuses(Status.STATUS_UNKNOWN, Status.STATUS_HEALTHY)
                .putLabels("row", "2")
                .putLabels("rack", "1")
                .putLabels("site", "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sameFilters")
  void theSameFilterWrittenOtherwiseTakesTheToken(String what, PeerFilter.Builder same) {
    String token =
        PageToken.after("b", base().putLabels("rack", "1").putLabels("row", "2").build());

    ListPeersResponse page = list(lab, size(2).setFilter(same).setPageToken(token));

    assertEquals(0, page.getTotalSize(), what);
  }

  private static PeerFilter.Builder base() {
    return statuses(Status.STATUS_UNKNOWN, Status.STATUS_HEALTHY).putLabels("site", "x");
  }

  private static PeerFilter.Builder statuses(Status... statuses) {
    return PeerFilter.newBuilder().addAllStatuses(List.of(statuses));
  }

  private static ListPeersRequest.Builder size(int size) {
    return ListPeersRequest.newBuilder().setPageSize(size);
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** All pages to the last, each as its ids one after the other. */
  private static List<String> pages(DirectoryFixture lab, ListPeersRequest.Builder request) {
    List<String> pages = new ArrayList<>();
    ListPeersResponse page = list(lab, request);
    pages.add(ids(page));
    // A token that leads nowhere must not keep the test here for ever.
    while (!page.getNextPageToken().isEmpty() && pages.size() < 10) {
      page = list(lab, request.setPageToken(page.getNextPageToken()));
      pages.add(ids(page));
    }
    return pages;
  }

  private static String ids(ListPeersResponse page) {
    return String.join("", page.getPeersList().stream().map(Peer::getId).toList());
  }

  private static ListPeersResponse list(DirectoryFixture lab, ListPeersRequest.Builder request) {
    return service(lab).listPeers(request.build());
  }

  private ErrorReply refusal(ListPeersRequest.Builder request) {
    return ErrorReply.of(() -> service(lab).listPeers(request.build()));
  }

  private static SnapshotQueries service(DirectoryFixture lab) {
    return new SnapshotQueries(lab.directory(), new NodeInfo(Optional.empty(), "test", at(0)));
  }
}
