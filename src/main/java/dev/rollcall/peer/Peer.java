package dev.rollcall.peer;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A member of the cluster, as the roster lists it.
 *
 * @param id its name
 * @param address where it listens
 * @param capabilities what it offers
 * @param labels arbitrary metadata of its owner, sorted by key
 * @param check the settings of its check
 * @param maintenance whether its owner took it out of service: listed, not checked
 */
public record Peer(
    PeerId id,
    Address address,
    Capabilities capabilities,
    SortedMap<String, String> labels,
    CheckSettings check,
    boolean maintenance) {

  /** Copies the labels. */
  public Peer {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** A peer with an address and check settings only. */
  public static Peer at(String id, String address, CheckSettings check) {
    return new Peer(
        new PeerId(id),
        Address.parse(address),
        Capabilities.UNKNOWN,
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of())),
        check,
        false);
  }

  /**
   * Whether the same checks of the same address would be made, so that earlier results still hold.
   */
  public boolean hasSameCheckAs(Peer other) {
    return id.equals(other.id)
        && address.equals(other.address)
        && check.equals(other.check)
        && maintenance == other.maintenance;
  }
}
