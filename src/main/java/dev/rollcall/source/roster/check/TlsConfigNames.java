package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.KnownNames;
import dev.rollcall.text.PrintableText;
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
public record TlsConfigNames(Optional<SortedSet<String>> names) {

  static final TlsConfigNames UNKNOWN = new TlsConfigNames(Optional.empty());

  public static TlsConfigNames of(Set<String> names) {
    return new TlsConfigNames(Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(names))));
  }

  /** The name that is written here; empty, and told, if it is no text or there is no such one. */
  public Optional<String> read(DocumentNode cell) {
    Optional<String> name =
        ScalarReader.string(cell, "the name of a TLS configuration").map(Located::value);
    Optional<String> lack = name.flatMap(this::mistake);
    lack.ifPresent(cell::reject);
    return lack.isPresent() ? Optional.empty() : name;
  }

  private Optional<String> mistake(String name) {
    return names
        .filter(known -> !known.contains(name))
        .map(
            known ->
                "the settings have no TLS configuration '%s'; they have %s (quarkus.tls.NAME.*)"
                    .formatted(
                        PrintableText.printable(name),
                        known.isEmpty() ? "none" : KnownNames.abbreviated(known)));
  }
}
