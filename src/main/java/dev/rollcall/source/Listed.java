package dev.rollcall.source;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;

/** A peer as the list has it: its own words over the list's defaults, not yet over the node's. */
record Listed(PeerId id, Address address, Traits traits) {

  /**
   * @param node what counts where the list says nothing
   * @param type of the check, where neither says one
   */
  Peer toPeer(CheckDefaults node, String type) {
    return new Peer(
        id,
        address,
        traits.capabilities().toCapabilities(),
        traits.labels(),
        traits.check().over(node.said()).toSettings(type),
        traits.maintenance().orElse(false));
  }
}
