package dev.rollcall.source;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;

/** A peer as the list has it: its own words over the list's defaults, not yet over the node's. */
record Listed(PeerId id, Address address, Traits traits) {

  Peer toPeer(CheckSettings defaults) {
    return new Peer(
        id,
        address,
        traits.capabilities().toCapabilities(),
        traits.labels(),
        traits.check().onto(defaults),
        traits.maintenance().orElse(false));
  }
}
