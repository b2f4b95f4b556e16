package dev.rollcall.cli.local;

import dev.rollcall.cli.local.PeerFields.Field;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes what a reload from one list to another changes, one line per change. */
final class RosterDiff {

  private static final Pattern WORD = Pattern.compile("[^\\s,;']+");

  private RosterDiff() {}

  /** The changed peers by id, then the changed links. */
  static List<String> of(Roster before, Roster after) {
    List<String> lines = new ArrayList<>(peers(before.members(), after.members()));
    lines.addAll(links(before.links(), after.links()));
    if (lines.isEmpty()) {
      lines.add(
          before.digest().equals(after.digest())
              ? "no difference: a reload changes nothing"
              : "no difference in meaning: a reload changes only the digest, from %s to %s"
                  .formatted(before.digest(), after.digest()));
    }
    return lines;
  }

  private static List<String> peers(Collection<Peer> before, Collection<Peer> after) {
    Map<PeerId, Peer> previous = byId(before);
    Map<PeerId, Peer> current = byId(after);
    Set<PeerId> ids = new TreeSet<>(previous.keySet());
    ids.addAll(current.keySet());
    return ids.stream()
        .flatMap(
            id -> line(Optional.ofNullable(previous.get(id)), Optional.ofNullable(current.get(id))))
        .toList();
  }

  private static Map<PeerId, Peer> byId(Collection<Peer> peers) {
    return peers.stream().collect(Collectors.toMap(Peer::id, Function.identity()));
  }

  private static Stream<String> line(Optional<Peer> before, Optional<Peer> after) {
    if (before.isEmpty()) {
      return after.map(peer -> "+ %s at %s".formatted(peer.id(), peer.address())).stream();
    }
    if (after.isEmpty()) {
      return before.map(peer -> "- %s at %s".formatted(peer.id(), peer.address())).stream();
    }
    return changed(before.get(), after.get()).stream();
  }

  private static Optional<String> changed(Peer before, Peer after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    Map<List<String>, Field> previous = PeerFields.of(before);
    Map<List<String>, Field> current = PeerFields.of(after);
    Set<List<String>> paths = new LinkedHashSet<>(previous.keySet());
    paths.addAll(current.keySet());
    String fields =
        paths.stream()
            .map(path -> new Change(path, find(previous, path), find(current, path)))
            .filter(Change::isChanged)
            .map(Change::describe)
            .collect(Collectors.joining(", "));
    String checkEffect = before.hasSameCheckAs(after) ? "" : "; checked from scratch";
    return Optional.of("~ %s: %s%s".formatted(after.id(), fields, checkEffect));
  }

  private static Optional<Field> find(Map<List<String>, Field> fields, List<String> path) {
    return Optional.ofNullable(fields.get(path));
  }

  private record Change(List<String> path, Optional<Field> before, Optional<Field> after) {

    boolean isChanged() {
      return !before.equals(after);
    }

    String describe() {
      String name = String.join(".", path);
      if (before.isEmpty() || after.isEmpty()) {
        String sign = before.isEmpty() ? "+" : "-";
        return sign + name + before.or(() -> after).map(field -> " " + format(field)).orElse("");
      }
      return after.get().isSecret()
          ? name + " (hidden)"
          : "%s %s -> %s".formatted(name, format(before.get()), format(after.get()));
    }

    private static String format(Field field) {
      if (field.isSecret()) {
        return "(hidden)";
      }
      return WORD.matcher(field.value()).matches()
          ? field.value()
          : "'%s'".formatted(field.value());
    }
  }

  private static List<String> links(Optional<Set<Link>> before, Optional<Set<Link>> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.isPresent() == after.isPresent()
          ? List.of()
          : List.of(
              before.isPresent()
                  ? "~ links: none any more, so that every node sees every other"
                  : "~ links: %d now, so that only linked nodes see each other"
                      .formatted(after.get().size()));
    }
    return Stream.concat(
            without(before.get(), after.get()).map(link -> "- link " + describe(link)),
            without(after.get(), before.get()).map(link -> "+ link " + describe(link)))
        .toList();
  }

  private static Stream<Link> without(Set<Link> links, Set<Link> others) {
    Set<Link> remaining = new HashSet<>(links);
    remaining.removeAll(others);
    return remaining.stream().sorted(Comparator.comparing(Link::a).thenComparing(Link::b));
  }

  private static String describe(Link link) {
    return link.a() + " - " + link.b();
  }
}
