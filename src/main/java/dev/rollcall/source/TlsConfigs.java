package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of the settings' TLS configurations.
 *
 * @param names absent: the settings are not at hand, and any name may be one
 */
record TlsConfigs(Optional<SortedSet<String>> names) {

  static final TlsConfigs UNKNOWN = new TlsConfigs(Optional.empty());

  static TlsConfigs of(Set<String> names) {
    return new TlsConfigs(Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(names))));
  }

  /** The name that is written here; empty, and told, if it is no text or there is no such one. */
  Optional<String> read(Cell cell) {
    Optional<String> name =
        Scalars.text(cell, "the name of a TLS configuration").map(Marked::value);
    Optional<String> lack = name.flatMap(this::lack);
    lack.ifPresent(cell::refuse);
    return lack.isPresent() ? Optional.empty() : name;
  }

  private Optional<String> lack(String name) {
    return names
        .filter(known -> !known.contains(name))
        .map(
            known ->
                "the settings have no TLS configuration '%s'; they have %s (quarkus.tls.NAME.*)"
                    .formatted(
                        Texts.printable(name), known.isEmpty() ? "none" : Names.some(known)));
  }
}
