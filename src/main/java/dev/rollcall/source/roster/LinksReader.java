package dev.rollcall.source.roster;

import dev.rollcall.peer.Link;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code links}. One instance reads one list. */
final class LinksReader {

  private static final String EXPECTED = "two ids, such as [node1, node2]";

  /** The most comparisons for suggestions, so that a long list of mistakes stays fast. */
  private static final int MAX_COMPARISONS = 500_000;

  private final Set<PeerId> ids;
  private final List<String> idTexts;
  private final Map<Link, SourceLocation> links = new HashMap<>();
  private int suggestionsLeft;

  /**
   * @param ids those of the list; if there are none, that is reported already, and any id is
   *     accepted
   */
  LinksReader(Set<PeerId> ids) {
    this.ids = ids;
    this.idTexts = ids.stream().map(PeerId::value).toList();
    this.suggestionsLeft = Math.max(1, MAX_COMPARISONS / Math.max(1, ids.size()));
  }

  Set<Link> read(DocumentCursor node) {
    node.items().orElse(List.of()).forEach(this::readLink);
    return links.keySet();
  }

  private void readLink(DocumentCursor node) {
    if (!(node.value() instanceof DocumentValue.Sequence list)) {
      node.reject("expected %s, found %s".formatted(EXPECTED, node.value().describe()));
      return;
    }
    if (list.items().size() != 2) {
      node.reject("expected %s, found a list of %d".formatted(EXPECTED, list.items().size()));
      return;
    }
    List<Optional<PeerId>> ends = node.items().orElse(List.of()).stream().map(this::end).toList();
    if (ends.stream().allMatch(Optional::isPresent)) {
      add(node, ends.get(0).orElseThrow(), ends.get(1).orElseThrow());
    }
  }

  private Optional<PeerId> end(DocumentCursor node) {
    Optional<String> text = ScalarReader.string(node, "the id of a peer").map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      PeerId id = new PeerId(text.get());
      if (ids.isEmpty() || ids.contains(id)) {
        return Optional.of(id);
      }
    } catch (IllegalArgumentException e) {
      // An invalid id is not the id of any peer, and is reported as that.
    }
    node.reject(
        "no peer has the id '%s'%s"
            .formatted(PrintableText.printable(text.get()), hint(text.get())));
    return Optional.empty();
  }

  private void add(DocumentCursor node, PeerId a, PeerId b) {
    if (a.equals(b)) {
      node.reject("'%s' is linked to itself".formatted(PrintableText.printable(a.value())));
      return;
    }
    SourceLocation first = links.putIfAbsent(new Link(a, b), node.location());
    if (first != null) {
      node.reject(
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
