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

/** What a reload from one list to another changes, a line each. */
final class RosterDiff {

  private static final Pattern WORD = Pattern.compile("[^\\s,;']+");

  private RosterDiff() {}

  /** The peers by id, then the links. */
  static List<String> of(Roster before, Roster after) {
    List<String> lines = new ArrayList<>(peers(before.members(), after.members()));
    lines.addAll(links(before.links(), after.links()));
    if (lines.isEmpty()) {
      lines.add(
          before.digest().equals(after.digest())
              ? "no difference: a reload changes nothing"
              : "no difference but in words: a reload changes the digest alone, from %s to %s"
                  .formatted(before.digest(), after.digest()));
    }
    return lines;
  }

  private static List<String> peers(Collection<Peer> before, Collection<Peer> after) {
    Map<PeerId, Peer> old = byId(before);
    Map<PeerId, Peer> now = byId(after);
    Set<PeerId> ids = new TreeSet<>(old.keySet());
    ids.addAll(now.keySet());
    return ids.stream()
        .flatMap(id -> line(Optional.ofNullable(old.get(id)), Optional.ofNullable(now.get(id))))
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
    Map<List<String>, Field> old = PeerFields.of(before);
    Map<List<String>, Field> now = PeerFields.of(after);
    Set<List<String>> paths = new LinkedHashSet<>(old.keySet());
    paths.addAll(now.keySet());
    String fields =
        paths.stream()
            .map(path -> new Change(path, find(old, path), find(now, path)))
            .filter(Change::isChanged)
            .map(Change::describe)
            .collect(Collectors.joining(", "));
    String health = before.hasSameCheckAs(after) ? "" : "; checked anew";
    return Optional.of("~ %s: %s%s".formatted(after.id(), fields, health));
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
          ? name + " (not shown)"
          : "%s %s -> %s".formatted(name, format(before.get()), format(after.get()));
    }

    private static String format(Field field) {
      if (field.isSecret()) {
        return "(not shown)";
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
                  ? "~ links: none are listed any more, so that everyone sees everyone"
                  : "~ links: everyone saw everyone, and now those who are linked (%d)"
                      .formatted(after.get().size()));
    }
    return Stream.concat(
            without(before.get(), after.get()).map(link -> "- link " + describe(link)),
            without(after.get(), before.get()).map(link -> "+ link " + describe(link)))
        .toList();
  }

  private static Stream<Link> without(Set<Link> links, Set<Link> others) {
    Set<Link> left = new HashSet<>(links);
    left.removeAll(others);
    return left.stream().sorted(Comparator.comparing(Link::a).thenComparing(Link::b));
  }

  private static String describe(Link link) {
    return link.a() + " - " + link.b();
  }
}
