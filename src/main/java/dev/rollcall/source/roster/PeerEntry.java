package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.roster.check.CheckDefaults;

/** A peer of the list, merged with the list's defaults but not yet with the node's. */
record PeerEntry(PeerId id, Address address, PeerProperties properties) {

  /**
   * @param nodeDefaults apply where the list has no value
   * @param type of the check, where neither has one
   */
  Peer toPeer(CheckDefaults nodeDefaults, String type) {
    return new Peer(
        id,
        address,
        properties.capabilities().toCapabilities(),
        properties.labels(),
        properties.check().over(nodeDefaults.values()).toSettings(type),
        properties.maintenance().orElse(false));
  }
}
