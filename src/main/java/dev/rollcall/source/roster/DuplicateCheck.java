package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who was first to use an id or an address. Each method is false, and tells it, for the others. */
final class DuplicateCheck {

  private final Map<PeerId, SourceLocation> ids = new LinkedHashMap<>();
  private final Map<Address, SourceLocation> addresses = new HashMap<>();

  /** Every id so far, in the order of the list. */
  Set<PeerId> ids() {
    return ids.keySet();
  }

  boolean claimId(PeerId id, DocumentNode cell) {
    return claim(ids, id, cell, "id '%s' is already used at %s");
  }

  boolean claimDerivedId(PeerId id, DocumentNode address) {
    return claim(
        ids,
        id,
        address,
        "id '%s', made from the address, is already used at %s; give this peer its own");
  }

  boolean claimAddress(Address address, DocumentNode cell) {
    return claim(addresses, address, cell, "address %s is already used at %s");
  }

  private static <T> boolean claim(
      Map<T, SourceLocation> claims, T value, DocumentNode cell, String taken) {
    SourceLocation first = claims.putIfAbsent(value, cell.location());
    if (first != null) {
      cell.reject(taken.formatted(PrintableText.printable(value.toString()), first));
    }
    return first == null;
  }
}
