package dev.rollcall.cli.local;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a list as an equivalent peers file, without what is the default anyway. */
final class RosterYamlWriter {

  private static final String CHECK = "check";

  /** The fields of an entry without a check. */
  private static final Map<List<String>, PeerFields.Field> DEFAULTS =
      PeerFields.of(Peer.at("any", "any:1", CheckSettings.DEFAULTS));

  private final Optional<String> sharedCheck;
  private final StringBuilder text = new StringBuilder();

  private RosterYamlWriter(List<Peer> members) {
    List<CheckSettings> checks = members.stream().map(Peer::check).distinct().toList();
    sharedCheck =
        members.size() > 1 && checks.size() == 1
            ? Optional.ofNullable(fields(members.get(0)).get(CHECK))
            : Optional.empty();
  }

  /** The file, without leading comments. */
  static String of(Roster roster) {
    RosterYamlWriter yaml = new RosterYamlWriter(roster.members());
    yaml.sharedCheck.ifPresent(check -> yaml.text.append("defaults:\n  check: " + check + "\n"));
    yaml.text.append("peers:\n");
    roster.members().forEach(yaml::add);
    roster.links().ifPresent(yaml::add);
    return yaml.text.toString();
  }

  private void add(Peer peer) {
    Map<String, String> fields = fields(peer);
    if (sharedCheck.isPresent()) {
      fields.remove(CHECK);
    }
    text.append("  - id: ").append(YamlScalar.of(peer.id().value())).append('\n');
    fields.forEach((key, value) -> text.append("    " + key + ": " + value + "\n"));
  }

  /** The YAML of each key of an entry. */
  private static Map<String, String> fields(Peer peer) {
    Map<List<String>, PeerFields.Field> fields = new LinkedHashMap<>(PeerFields.of(peer));
    DEFAULTS.forEach(fields::remove);
    Map<String, String> yaml = new LinkedHashMap<>();
    groupByFirstKey(fields).forEach((key, part) -> yaml.put(key, value(part)));
    yaml.put("address", YamlScalar.address(peer.address().toString()));
    return yaml;
  }

  /** Groups fields by their first key, with the rest of their paths. */
  private static Map<String, Map<List<String>, PeerFields.Field>> groupByFirstKey(
      Map<List<String>, PeerFields.Field> fields) {
    Map<String, Map<List<String>, PeerFields.Field>> parts = new LinkedHashMap<>();
    fields.forEach(
        (path, field) ->
            parts
                .computeIfAbsent(path.get(0), key -> new LinkedHashMap<>())
                .put(path.subList(1, path.size()), field));
    return parts;
  }

  private static String value(Map<List<String>, PeerFields.Field> part) {
    PeerFields.Field scalar = part.get(List.<String>of());
    if (scalar != null) {
      return scalar.isText() ? YamlScalar.of(scalar.value()) : scalar.value();
    }
    return groupByFirstKey(part).entrySet().stream()
        .map(entry -> YamlScalar.of(entry.getKey()) + ": " + value(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void add(Set<Link> links) {
    text.append(links.isEmpty() ? "links: []\n" : "links:\n");
    links.stream().sorted(Comparator.comparing(Link::a).thenComparing(Link::b)).forEach(this::add);
  }

  private void add(Link link) {
    text.append(
        "  - [%s, %s]\n"
            .formatted(YamlScalar.of(link.a().value()), YamlScalar.of(link.b().value())));
  }
}
