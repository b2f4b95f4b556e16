package dev.rollcall.source.roster;

import dev.rollcall.peer.Link;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.roster.check.PartialKind;
import dev.rollcall.source.roster.check.PartialSchedule;
import dev.rollcall.source.roster.check.PartialTls;
import dev.rollcall.text.DigestWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list says, as one number: the same for two lists if and only if they mean the same. The
 * node's own settings are not in it, so it is the same on every node that has the list.
 */
final class RosterDigest {

  private final DigestWriter writer = new DigestWriter("rollcall roster 2");

  private RosterDigest() {}

  /**
   * SHA-256 in lower-case hexadecimal.
   *
   * @param type of a check, where neither the list nor a node says one
   */
  static String of(String type, List<PeerEntry> peers, Optional<Set<Link>> links) {
    RosterDigest digest = new RosterDigest();
    digest.writer.string(type);
    digest.writer.integer(peers.size());
    peers.stream().sorted(Comparator.comparing(PeerEntry::id)).forEach(digest::peer);
    digest.writer.optional(links, digest::links);
    return digest.writer.hex();
  }

  private void peer(PeerEntry peer) {
    writer.string(peer.id().value());
    writer.string(peer.address().toString());
    capabilities(peer.properties().capabilities());
    writer.stringMap(peer.properties().labels());
    kind(peer.properties().check().kind());
    schedule(peer.properties().check().schedule());
    writer.bool(peer.properties().maintenance().orElse(false));
  }

  private void capabilities(PartialCapabilities fields) {
    writer.optional(fields.memoryGb().map(Located::value), writer::number);
    writer.optional(fields.gpu().map(Located::value), writer::bool);
    writer.optional(fields.gpuCount().map(Located::value), writer::integer);
    writer.optional(fields.gpuMemoryGb().map(Located::value), writer::number);
    writer.optional(fields.model().map(Located::value), writer::string);
    writer.optional(fields.chip().map(Located::value), writer::string);
    writer.optional(fields.fp32().map(Located::value), writer::number);
    writer.optional(fields.fp16().map(Located::value), writer::number);
    writer.optional(fields.int8().map(Located::value), writer::number);
  }

  private void kind(PartialKind fields) {
    writer.optional(fields.type(), writer::string);
    writer.optional(fields.service(), writer::string);
    writer.stringMap(fields.metadata());
    writer.optional(fields.path(), writer::string);
    writer.optional(fields.status(), writer::integer);
    writer.optional(fields.body(), writer::string);
    writer.optional(fields.tls(), this::tls);
  }

  private void tls(PartialTls fields) {
    writer.bool(fields.on());
    writer.optional(fields.config(), writer::string);
    writer.optional(fields.serverName(), writer::string);
  }

  private void schedule(PartialSchedule fields) {
    writer.optional(fields.interval(), writer::duration);
    writer.optional(fields.timeout(), writer::duration);
    writer.optional(fields.confirmInterval(), writer::duration);
    writer.optional(fields.downInterval(), writer::duration);
    writer.optional(fields.fall(), writer::integer);
    writer.optional(fields.rise(), writer::integer);
    writer.optional(fields.jitter(), writer::number);
  }

  private void links(Set<Link> links) {
    writer.integer(links.size());
    links.stream()
        .sorted(Comparator.comparing(Link::a).thenComparing(Link::b))
        .forEach(
            link -> {
              writer.string(link.a().value());
              writer.string(link.b().value());
            });
  }
}
