package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.roster.check.CheckDefaults;

/** A peer as the list has it: its own words over the list's defaults, not yet over the node's. */
record PeerEntry(PeerId id, Address address, PeerProperties properties) {

  /**
   * @param node what counts where the list says nothing
   * @param type of the check, where neither says one
   */
  Peer toPeer(CheckDefaults node, String type) {
    return new Peer(
        id,
        address,
        properties.capabilities().toCapabilities(),
        properties.labels(),
        properties.check().over(node.values()).toSettings(type),
        properties.maintenance().orElse(false));
  }
}
