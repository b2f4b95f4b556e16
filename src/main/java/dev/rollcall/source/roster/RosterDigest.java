package dev.rollcall.source.roster;

import dev.rollcall.peer.Link;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.roster.check.PartialKind;
import dev.rollcall.source.roster.check.PartialSchedule;
import dev.rollcall.source.roster.check.PartialTls;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list says, as one number: the same for two lists if and only if they mean the same. The
 * node's own settings are not in it, so it is the same on every node that has the list.
 */
final class RosterDigest {

  private final DigestWriter form = new DigestWriter("rollcall roster 2");

  private RosterDigest() {}

  /**
   * SHA-256 in lower-case hexadecimal.
   *
   * @param type of a check, where neither the list nor a node says one
   */
  static String of(String type, List<PeerEntry> peers, Optional<Set<Link>> links) {
    RosterDigest digest = new RosterDigest();
    digest.form.text(type);
    digest.form.count(peers.size());
    peers.stream().sorted(Comparator.comparing(PeerEntry::id)).forEach(digest::peer);
    digest.form.optional(links, digest::links);
    return digest.form.sha256();
  }

  private void peer(PeerEntry peer) {
    form.text(peer.id().value());
    form.text(peer.address().toString());
    capabilities(peer.traits().capabilities());
    form.texts(peer.traits().labels());
    kind(peer.traits().check().kind());
    schedule(peer.traits().check().schedule());
    form.truth(peer.traits().maintenance().orElse(false));
  }

  private void capabilities(PartialCapabilities fields) {
    form.optional(fields.memoryGb().map(Located::value), form::number);
    form.optional(fields.gpu().map(Located::value), form::truth);
    form.optional(fields.gpuCount().map(Located::value), form::count);
    form.optional(fields.gpuMemoryGb().map(Located::value), form::number);
    form.optional(fields.model().map(Located::value), form::text);
    form.optional(fields.chip().map(Located::value), form::text);
    form.optional(fields.fp32().map(Located::value), form::number);
    form.optional(fields.fp16().map(Located::value), form::number);
    form.optional(fields.int8().map(Located::value), form::number);
  }

  private void kind(PartialKind fields) {
    form.optional(fields.type(), form::text);
    form.optional(fields.service(), form::text);
    form.texts(fields.metadata());
    form.optional(fields.path(), form::text);
    form.optional(fields.status(), form::count);
    form.optional(fields.body(), form::text);
    form.optional(fields.tls(), this::tls);
  }

  private void tls(PartialTls fields) {
    form.truth(fields.on());
    form.optional(fields.config(), form::text);
    form.optional(fields.serverName(), form::text);
  }

  private void schedule(PartialSchedule fields) {
    form.optional(fields.interval(), form::duration);
    form.optional(fields.timeout(), form::duration);
    form.optional(fields.confirmInterval(), form::duration);
    form.optional(fields.downInterval(), form::duration);
    form.optional(fields.fall(), form::count);
    form.optional(fields.rise(), form::count);
    form.optional(fields.jitter(), form::number);
  }

  private void links(Set<Link> links) {
    form.count(links.size());
    links.stream()
        .sorted(Comparator.comparing(Link::a).thenComparing(Link::b))
        .forEach(
            link -> {
              form.text(link.a().value());
              form.text(link.b().value());
            });
  }
}
