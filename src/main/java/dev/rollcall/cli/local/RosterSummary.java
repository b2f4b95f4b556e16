package dev.rollcall.cli.local;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.text.AmountFormat;
import dev.rollcall.text.DurationText;
import dev.rollcall.text.Plural;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Summarizes a list of peers in a few lines. */
final class RosterSummary {

  private static final int MAX_NAMES = 10;

  private RosterSummary() {}

  /**
   * Summarizes a list.
   *
   * @param name of the list
   */
  static List<String> of(String name, Roster roster) {
    List<Peer> members = roster.members();
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(name, Plural.of(members.size(), "peer")));
    lines.add(line("checks", checks(members)));
    memory(members).ifPresent(text -> lines.add(line("memory", text)));
    gpus(members).ifPresent(text -> lines.add(line("GPUs", text)));
    abbreviated(members.stream().filter(Peer::maintenance).map(Peer::id).toList())
        .ifPresent(text -> lines.add(line("maintenance", text)));
    lines.add(line("links", links(roster)));
    tlsConfigs(members).ifPresent(text -> lines.add(line("TLS", text)));
    roster.self().ifPresent(self -> lines.add(line("this node", self(self, roster))));
    lines.add(line("digest", roster.digest()));
    return lines;
  }

  private static String line(String label, String text) {
    return "  %-11s  %s".formatted(label, text);
  }

  private static String checks(List<Peer> members) {
    Map<String, Long> counts =
        members.stream()
            .map(Peer::check)
            .collect(
                Collectors.groupingBy(
                    RosterSummary::checkType, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String checkType(CheckSettings check) {
    return "%s%s every %s"
        .formatted(
            check.kind().type(),
            check.kind().tls().isPresent() ? " over TLS" : "",
            DurationText.format(check.interval()));
  }

  private static Optional<String> memory(List<Peer> members) {
    long known =
        members.stream().filter(peer -> peer.capabilities().memoryGb().isPresent()).count();
    return known == 0
        ? Optional.empty()
        : Optional.of(
            "%s GB in %s"
                .formatted(
                    sum(members, capabilities -> capabilities.memoryGb().orElse(0)),
                    Plural.of(known, "peer")));
  }

  private static Optional<String> gpus(List<Peer> members) {
    long withGpu = members.stream().filter(peer -> hasGpu(peer.capabilities())).count();
    if (withGpu == 0) {
      return Optional.empty();
    }
    String number =
        sum(members, capabilities -> capabilities.gpuCount().orElse(hasGpu(capabilities) ? 1 : 0));
    String memory = sum(members, capabilities -> capabilities.gpuMemoryGb().orElse(0));
    return Optional.of(
        "at least %s in %s%s"
            .formatted(
                number,
                Plural.of(withGpu, "peer"),
                memory.equals("0") ? "" : ", " + memory + " GB"));
  }

  private static boolean hasGpu(Capabilities capabilities) {
    return capabilities.gpu().orElse(capabilities.gpuCount().orElse(0) > 0);
  }

  private static String sum(List<Peer> members, ToDoubleFunction<Capabilities> amount) {
    return AmountFormat.plain(
        members.stream()
            .map(Peer::capabilities)
            .map(amount::applyAsDouble)
            .map(BigDecimal::valueOf)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static String links(Roster roster) {
    if (roster.links().isEmpty()) {
      return "none listed: every node sees every other";
    }
    Set<Link> links = roster.links().get();
    List<PeerId> unlinked =
        roster.members().stream()
            .map(Peer::id)
            .filter(id -> links.stream().noneMatch(link -> link.connects(id)))
            .toList();
    return links.size() + abbreviated(unlinked).map(names -> "; not linked: " + names).orElse("");
  }

  private static Optional<String> tlsConfigs(List<Peer> members) {
    Set<String> names =
        members.stream()
            .map(Peer::check)
            .map(CheckSettings::kind)
            .map(CheckKind::tls)
            .flatMap(Optional::stream)
            .map(TlsSettings::config)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    return abbreviated(names.stream().toList())
        .map(text -> text + " (quarkus.tls.NAME.*; the settings are not checked here)");
  }

  private static String self(PeerId self, Roster roster) {
    List<PeerId> seen = roster.peers().stream().map(Peer::id).toList();
    return self + " sees " + abbreviated(seen).orElse("no peer");
  }

  private static <T> Optional<String> abbreviated(List<T> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        AbbreviatedList.of(names.stream().map(Object::toString).toList(), MAX_NAMES));
  }
}
