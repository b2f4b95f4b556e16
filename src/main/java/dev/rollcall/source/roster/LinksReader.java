package dev.rollcall.source.roster;

import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code links}; one instance reads one list. */
final class LinksReader {

  private static final String EXPECTED = "two ids, such as [node1, node2]";

  /** So many comparisons for suggestions; beyond them a long list of mistakes would take long. */
  private static final int MAX_COMPARISONS = 500_000;

  private final Set<PeerId> ids;
  private final List<String> idTexts;
  private final Map<Link, SourceLocation> links = new HashMap<>();
  private int suggestionsLeft;

  /**
   * @param ids those that the list has; if there are none, that was told already, and any id goes
   */
  LinksReader(Set<PeerId> ids) {
    this.ids = ids;
    this.idTexts = ids.stream().map(PeerId::value).toList();
    this.suggestionsLeft = Math.max(1, MAX_COMPARISONS / Math.max(1, ids.size()));
  }

  Set<Link> read(DocumentNode cell) {
    cell.items().orElse(List.of()).forEach(this::readLink);
    return links.keySet();
  }

  private void readLink(DocumentNode cell) {
    if (!(cell.value() instanceof Value.Sequence list)) {
      cell.reject("expected %s, found %s".formatted(EXPECTED, cell.value().describe()));
      return;
    }
    if (list.items().size() != 2) {
      cell.reject("expected %s, found a list of %d".formatted(EXPECTED, list.items().size()));
      return;
    }
    List<Optional<PeerId>> ends = cell.items().orElse(List.of()).stream().map(this::end).toList();
    if (ends.stream().allMatch(Optional::isPresent)) {
      add(cell, ends.get(0).orElseThrow(), ends.get(1).orElseThrow());
    }
  }

  private Optional<PeerId> end(DocumentNode cell) {
    Optional<String> text = ScalarReader.string(cell, "the id of a peer").map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      PeerId id = new PeerId(text.get());
      if (ids.isEmpty() || ids.contains(id)) {
        return Optional.of(id);
      }
    } catch (IllegalArgumentException e) {
      // What cannot be an id is no peer's id either, and is told as that.
    }
    cell.reject(
        "no peer has the id '%s'%s"
            .formatted(PrintableText.printable(text.get()), hint(text.get())));
    return Optional.empty();
  }

  private void add(DocumentNode cell, PeerId a, PeerId b) {
    if (a.equals(b)) {
      cell.reject("'%s' is linked to itself".formatted(PrintableText.printable(a.value())));
      return;
    }
    SourceLocation first = links.putIfAbsent(new Link(a, b), cell.location());
    if (first != null) {
      cell.reject(
          "the link of '%s' and '%s' is already at %s"
              .formatted(
                  PrintableText.printable(a.value()), PrintableText.printable(b.value()), first));
    }
  }

  private String hint(String wrong) {
    if (suggestionsLeft-- <= 0) {
      return "";
    }
    return ClosestMatch.closest(wrong, idTexts)
        .map(name -> "; did you mean '%s'?".formatted(PrintableText.printable(name)))
        .orElse("");
  }
}
