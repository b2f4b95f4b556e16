package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RosterTest {

  private static final Optional<Set<Link>> NO_LINKS = Optional.empty();
  private static final Optional<PeerId> OBSERVER = Optional.empty();

  private final Peer a = peer("a", "10.0.0.1:80");
  private final Peer b = peer("b", "10.0.0.2:80");
  private final Peer c = peer("c", "10.0.0.3:80");

  @Test
  void theMembersAreSortedById() {
    Roster roster = new Roster(List.of(c, a, b), NO_LINKS, OBSERVER, "digest");

    assertEquals(List.of(a, b, c), roster.members());
  }

  @Test
  void aRosterMayBeEmpty() {
    Roster roster = new Roster(List.of(), Optional.of(Set.of()), OBSERVER, "digest");

    assertEquals(List.of(), roster.peers());
  }

  @Test
  void whatTheRosterWasMadeFromMayChangeLater() {
    List<Peer> members = new ArrayList<>(List.of(a, b));
    Set<Link> links = new HashSet<>(Set.of(link("a", "b")));
    Roster roster = new Roster(members, Optional.of(links), OBSERVER, "digest");

    members.clear();
    links.clear();

    assertEquals(List.of(a, b), roster.members());
    assertEquals(Optional.of(Set.of(link("a", "b"))), roster.links());
  }

  static Stream<Arguments> invalid() {
    Peer a = peer("a", "10.0.0.1:80");
    Peer b = peer("b", "10.0.0.2:80");
    return Stream.of(
        arguments(List.of(a, b, peer("a", "10.0.0.9:80")), Set.of(), OBSERVER, "duplicate id: a"),
        arguments(
            List.of(a, b, peer("c", "10.0.0.1:80")),
            Set.of(),
            OBSERVER,
            "duplicate address: 10.0.0.1:80"),
        arguments(
            List.of(peer("a", "[fd00:0::1]:80"), peer("b", "[FD00::1]:80")),
            Set.of(),
            OBSERVER,
            "duplicate address: [fd00::1]:80"),
        arguments(List.of(a, b), Set.of(link("a", "z")), OBSERVER, "link to an unknown id: z"),
        arguments(List.of(a, b), Set.of(link("0", "a")), OBSERVER, "link to an unknown id: 0"),
        arguments(
            List.of(a, b),
            Set.of(),
            Optional.of(new PeerId("z")),
            "unknown id of the node itself: z"));
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource("invalid")
  void aRosterThatContradictsItselfIsRefused(
      List<Peer> members, Set<Link> links, Optional<PeerId> self, String message) {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Roster(members, Optional.of(links), self, "digest"));

    assertEquals(message, error.getMessage());
  }

  @Test
  void anAddressWithAnotherPortIsAnotherAddress() {
    Peer other = peer("z", "10.0.0.1:81");

    Roster roster = new Roster(List.of(other, a), NO_LINKS, OBSERVER, "digest");

    assertEquals(List.of(a, other), roster.peers());
  }

  static Stream<Arguments> views() {
    Set<Link> links = Set.of(link("a", "b"), link("b", "c"));
    Optional<PeerId> isA = Optional.of(new PeerId("a"));
    Optional<PeerId> isB = Optional.of(new PeerId("b"));
    return Stream.of(
        arguments("an observer, no links", NO_LINKS, OBSERVER, List.of("a", "b", "c")),
        arguments("an observer, links", Optional.of(links), OBSERVER, List.of("a", "b", "c")),
        arguments("a, no links", NO_LINKS, isA, List.of("b", "c")),
        arguments("b, no links", NO_LINKS, isB, List.of("a", "c")),
        arguments("a, linked to b", Optional.of(links), isA, List.of("b")),
        arguments("b, linked to both", Optional.of(links), isB, List.of("a", "c")),
        arguments("a, linked to none", Optional.of(Set.of(link("b", "c"))), isA, List.of()),
        arguments("a, no links at all", Optional.of(Set.of()), isA, List.of()));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("views")
  void aNodeSeesThePeersThatItIsLinkedTo(
      String who, Optional<Set<Link>> links, Optional<PeerId> self, List<String> seen) {
    List<Peer> members = new ArrayList<>(List.of(a, b, c));
    Collections.reverse(members);
    Roster roster = new Roster(members, links, self, "digest");

    List<Peer> peers = roster.peers();

    assertEquals(seen, peers.stream().map(peer -> peer.id().value()).toList(), who);
  }

  private static Peer peer(String id, String address) {
    return Peer.at(id, address, CheckSettings.DEFAULTS);
  }

  private static Link link(String one, String other) {
    return new Link(new PeerId(one), new PeerId(other));
  }
}
