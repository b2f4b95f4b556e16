package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Detects ids and addresses that are used twice. Each method is false, with a problem reported, for
 * all but the first use.
 */
final class DuplicateCheck {

  private final Map<PeerId, SourceLocation> ids = new LinkedHashMap<>();
  private final Map<Address, SourceLocation> addresses = new HashMap<>();

  /** Every id so far, in the order of the list. */
  Set<PeerId> ids() {
    return ids.keySet();
  }

  boolean claimId(PeerId id, DocumentCursor node) {
    return claim(ids, id, node, "id '%s' is already used at %s");
  }

  boolean claimDerivedId(PeerId id, DocumentCursor address) {
    return claim(
        ids,
        id,
        address,
        "id '%s', derived from the address, is already used at %s; give this peer its own");
  }

  boolean claimAddress(Address address, DocumentCursor node) {
    return claim(addresses, address, node, "address %s is already used at %s");
  }

  private static <T> boolean claim(
      Map<T, SourceLocation> used, T value, DocumentCursor node, String taken) {
    SourceLocation first = used.putIfAbsent(value, node.location());
    if (first != null) {
      node.reject(taken.formatted(PrintableText.printable(value.toString()), first));
    }
    return first == null;
  }
}
