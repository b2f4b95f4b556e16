package dev.rollcall.source.roster;

import dev.rollcall.source.roster.check.PartialCheck;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** The properties of a peer besides its id and address. */
record PeerProperties(
    PartialCapabilities capabilities,
    SortedMap<String, String> labels,
    PartialCheck check,
    Optional<Boolean> maintenance) {

  static final PeerProperties NONE =
      new PeerProperties(
          PartialCapabilities.NONE,
          Collections.emptySortedMap(),
          PartialCheck.NONE,
          Optional.empty());
}
