package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
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
 * The names of the TLS configurations in the settings.
 *
 * @param names absent: the settings are not known, and any name is accepted
 */
public record TlsConfigNames(Optional<SortedSet<String>> names) {

  static final TlsConfigNames UNKNOWN = new TlsConfigNames(Optional.empty());

  public static TlsConfigNames of(Set<String> names) {
    return new TlsConfigNames(Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(names))));
  }

  /** Reads a name; empty, with a problem reported, if there is no configuration of this name. */
  public Optional<String> read(DocumentCursor node) {
    Optional<String> name =
        ScalarReader.string(node, "the name of a TLS configuration").map(Located::value);
    Optional<String> mistake = name.flatMap(this::mistake);
    mistake.ifPresent(node::reject);
    return mistake.isPresent() ? Optional.empty() : name;
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
