package dev.rollcall.peer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of the cluster, as one valid version of the list has them.
 *
 * @param members all members, the node itself included, sorted by id
 * @param links which nodes check each other; absent: all of them
 * @param self the id of the node itself; absent: the list does not have this node
 * @param digest the same for two lists if and only if they mean the same
 */
public record Roster(
    List<Peer> members, Optional<Set<Link>> links, Optional<PeerId> self, String digest) {

  /** The most members of a roster. */
  public static final int MAX_MEMBERS = 65_536;

  /**
   * Sorts the members by id.
   *
   * @throws IllegalArgumentException if an id or an address is used twice, or a link or the node
   *     itself has an unknown id
   */
  public Roster {
    members = members.stream().sorted(Comparator.comparing(Peer::id)).toList();
    links = links.map(Set::copyOf);
    Set<PeerId> ids = new HashSet<>();
    Set<Address> addresses = new HashSet<>();
    for (Peer member : members) {
      require(ids.add(member.id()), "duplicate id", member.id());
      require(addresses.add(member.address()), "duplicate address", member.address());
    }
    for (Link link : links.orElse(Set.of())) {
      require(ids.contains(link.a()), "link to an unknown id", link.a());
      require(ids.contains(link.b()), "link to an unknown id", link.b());
    }
    self.ifPresent(id -> require(ids.contains(id), "unknown id of the node itself", id));
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
