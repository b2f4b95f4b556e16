package dev.rollcall.source.roster;

import dev.rollcall.peer.Link;
import dev.rollcall.source.document.Located;
import dev.rollcall.text.DigestWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the digest of a list: the same for two lists if and only if they mean the same. The
 * node's own settings are not in it, so it is the same on every node that has the list.
 */
final class RosterDigest {

  private final DigestWriter writer = new DigestWriter("rollcall roster 2");

  private RosterDigest() {}

  /**
   * SHA-256 in lower-case hexadecimal.
   *
   * @param type of a check, where neither the list nor a node has one
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
    peer.properties().check().writeTo(writer);
    writer.bool(peer.properties().maintenance().orElse(false));
  }

  private void capabilities(PartialCapabilities capabilities) {
    writer.optional(capabilities.memoryGb().map(Located::value), writer::number);
    writer.optional(capabilities.gpu().map(Located::value), writer::bool);
    writer.optional(capabilities.gpuCount().map(Located::value), writer::integer);
    writer.optional(capabilities.gpuMemoryGb().map(Located::value), writer::number);
    writer.optional(capabilities.model().map(Located::value), writer::string);
    writer.optional(capabilities.chip().map(Located::value), writer::string);
    writer.optional(capabilities.fp32().map(Located::value), writer::number);
    writer.optional(capabilities.fp16().map(Located::value), writer::number);
    writer.optional(capabilities.int8().map(Located::value), writer::number);
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
