package dev.rollcall.serve.contract;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.directory.Directory;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.ErrorReply;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.Peer;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetPeerTest {

  private final DirectoryFixture lab = new DirectoryFixture(peers("a", "b", "\u8282\u70b9"));
  private final SnapshotQueries service =
      new SnapshotQueries(lab.directory(), new NodeInfo(Optional.empty(), "test", at(0)));

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a", "b", "\u8282\u70b9"})
  void aPeerIsToldAsInTheList(String id) {
    lab.judge("b", Status.HEALTHY);

    Peer peer = service.getPeer(request(id));

    assertEquals(id, peer.getId());
    assertEquals(List.of(peer), listed(id));
  }

  @Test
  void aPeerIsToldAsItIsNow() {
    lab.judge("b", Status.HEALTHY);
    lab.judge("b", Status.SUSPECT);

    Peer peer = service.getPeer(request("b"));

    assertEquals(dev.rollcall.v1.Status.STATUS_SUSPECT, peer.getHealth().getStatus());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"c", "A", "a b", "\u8282", "peer/a"})
  void anIdThatIsNotInTheRosterIsNotFound(String id) {
    ErrorReply refusal = ErrorReply.of(() -> service.getPeer(request(id)));

    assertEquals(Code.NOT_FOUND, refusal.code());
    assertEquals("PEER_NOT_FOUND", refusal.info().getReason());
    assertEquals("rollcall.dev", refusal.info().getDomain());
    assertEquals(Map.of("id", id), refusal.info().getMetadataMap());
    assertEquals(List.of(), refusal.fields());
    assertEquals("the roster has no peer '" + id + "'", refusal.message());
  }

  @Test
  void aPeerThatWasRemovedIsNotFound() {
    lab.list(peers("b"));

    ErrorReply refusal = ErrorReply.of(() -> service.getPeer(request("a")));

    assertEquals(Code.NOT_FOUND, refusal.code());
  }

  static Stream<Arguments> noIds() {
    return Stream.of(
        arguments("", "an id must not be empty"),
        arguments("  ", "an id must not be empty"),
        arguments(" a", "id ' a' begins or ends with a blank"),
        arguments("a\nb", "id 'a\\u000ab' has a control character"),
        arguments("a".repeat(254), "an id has at most 253 characters, this one has 254"),
        arguments("a".repeat(65_536), "an id has at most 253 characters, this one has 65536"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("noIds")
  void whatCannotBeAnIdIsInvalid(String id, String message) {
    ErrorReply refusal = ErrorReply.of(() -> service.getPeer(request(id)));

    refusal.assertInvalid("id", "BAD_PEER_ID");
    assertEquals("id: " + message, refusal.message());
  }

  private List<Peer> listed(String id) {
    return service.listPeers(ListPeersRequest.getDefaultInstance()).getPeersList().stream()
        .filter(peer -> peer.getId().equals(id))
        .toList();
  }

  @Test
  void theNodeItselfIsThereWithoutAHealth() {
    Directory directory = new Directory("epoch", at(0), () -> {});
    directory.replaceRoster(
        new Roster(
            List.of(DirectoryFixture.peer("me"), DirectoryFixture.peer("other")),
            Optional.empty(),
            Optional.of(new PeerId("me")),
            "digest"),
        new RosterState("file:peers.yaml", at(0), "digest", List.of()));

    Peer me = Queries.get(request("me"), directory.snapshot());

    assertEquals("me", me.getId());
    assertEquals(DirectoryFixture.peer("me").address().toString(), me.getAddress());
    assertFalse(me.hasHealth());
  }

  private static GetPeerRequest request(String id) {
    return GetPeerRequest.newBuilder().setId(id).build();
  }
}
