package dev.rollcall.source;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who was first to use an id or an address. Each method is false, and tells it, for the others. */
final class Claims {

  private final Map<PeerId, Place> ids = new LinkedHashMap<>();
  private final Map<Address, Place> addresses = new HashMap<>();

  /** Every id so far, in the order of the list. */
  Set<PeerId> ids() {
    return ids.keySet();
  }

  boolean id(PeerId id, Cell cell) {
    return claim(ids, id, cell, "id '%s' is already used at %s");
  }

  boolean derivedId(PeerId id, Cell address) {
    return claim(
        ids,
        id,
        address,
        "id '%s', made from the address, is already used at %s; give this peer its own");
  }

  boolean address(Address address, Cell cell) {
    return claim(addresses, address, cell, "address %s is already used at %s");
  }

  private static <T> boolean claim(Map<T, Place> claims, T value, Cell cell, String taken) {
    Place first = claims.putIfAbsent(value, cell.place());
    if (first != null) {
      cell.refuse(taken.formatted(Texts.printable(value.toString()), first));
    }
    return first == null;
  }
}
