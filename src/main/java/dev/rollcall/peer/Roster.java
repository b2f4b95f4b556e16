package dev.rollcall.peer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in the cluster: one good version of the list, and which entry is the node itself.
 *
 * @param members all of them, the node itself included, by id
 * @param links who sees whom; absent: everyone sees everyone
 * @param self the entry that is the node itself; absent: it only observes
 * @param digest the same for two lists if and only if they mean the same
 */
public record Roster(
    List<Peer> members, Optional<Set<Link>> links, Optional<PeerId> self, String digest) {

  /** The most members of a roster. */
  public static final int MAX_MEMBERS = 65_536;

  /**
   * Sorts the members by id.
   *
   * @throws IllegalArgumentException if an id or an address is there twice, or a link or the node
   *     itself names an id that is not there
   */
  public Roster {
    members = members.stream().sorted(Comparator.comparing(Peer::id)).toList();
    links = links.map(Set::copyOf);
    Set<PeerId> ids = new HashSet<>();
    Set<Address> addresses = new HashSet<>();
    for (Peer member : members) {
      require(ids.add(member.id()), "id is there twice", member.id());
      require(addresses.add(member.address()), "address is there twice", member.address());
    }
    for (Link link : links.orElse(Set.of())) {
      require(ids.contains(link.a()), "link to an id that is not there", link.a());
      require(ids.contains(link.b()), "link to an id that is not there", link.b());
    }
    self.ifPresent(id -> require(ids.contains(id), "the node itself is not there", id));
  }

  /**
   * The peers that this node checks and lists, by id: all but itself; with links, and if it is
   * itself in the roster, only those that it is linked to.
   */
  public List<Peer> peers() {
    return members.stream().filter(this::isCheckedHere).toList();
  }

  private boolean isCheckedHere(Peer member) {
    if (self.isEmpty()) {
      return true;
    }
    PeerId own = self.get();
    return !member.id().equals(own)
        && (links.isEmpty() || links.get().contains(new Link(own, member.id())));
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s".formatted(what, value));
    }
  }
}
