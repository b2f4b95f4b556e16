package dev.rollcall.source;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** What the list says of a peer besides its id and address. */
record Traits(
    CapabilityFields capabilities,
    SortedMap<String, String> labels,
    CheckFields check,
    Optional<Boolean> maintenance) {

  static final Traits NONE =
      new Traits(
          CapabilityFields.NONE, Collections.emptySortedMap(), CheckFields.NONE, Optional.empty());
}
