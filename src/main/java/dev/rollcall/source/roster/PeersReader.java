package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code peers}. One instance reads one list. */
final class PeersReader {

  private static final List<String> KEYS =
      Stream.concat(Stream.of("id", "address"), PeerPropertiesReader.KEYS.stream()).toList();

  private final PeerPropertiesReader properties;
  private final PeerProperties defaults;
  private final String type;
  private final DuplicateCheck duplicates = new DuplicateCheck();
  private final List<PeerEntry> entries = new ArrayList<>();

  /**
   * @param defaults those of the list
   * @param type the type of check where a peer has none
   */
  PeersReader(PeerPropertiesReader propertiesReader, PeerProperties defaults, String type) {
    this.properties = propertiesReader;
    this.defaults = defaults;
    this.type = type;
  }

  /** The peers with a valid id and address, in the order of the list. */
  List<PeerEntry> read(DocumentCursor peers) {
    if (peers.value() instanceof DocumentValue.Mapping mapping
        && ExoRosterReader.isByNodeId(mapping)) {
      checkCount(peers, mapping.entries().size(), "mapping");
      mapping.entries().forEach(entry -> readExoPeer(peers, entry));
      return entries;
    }
    peers
        .items()
        .ifPresent(
            nodes -> {
              checkCount(peers, nodes.size(), "list");
              for (DocumentCursor node : nodes) {
                MappingReader.of(node, KEYS).ifPresent(mapping -> readPeer(node, mapping));
              }
            });
    return entries;
  }

  private static void checkCount(DocumentCursor peers, int count, String form) {
    if (count == 0) {
      peers.reject("the %s is empty; expected one peer or more".formatted(form));
    }
    if (count > Roster.MAX_MEMBERS) {
      peers.reject("%d peers; expected at most %d".formatted(count, Roster.MAX_MEMBERS));
    }
  }

  /** Every id of the list, even if its peer is otherwise invalid. */
  Set<PeerId> ids() {
    return duplicates.ids();
  }

  private void readPeer(DocumentCursor node, MappingReader mapping) {
    Optional<PeerId> ownId = mapping.get("id").flatMap(this::id);
    Optional<DocumentCursor> addressCell = mapping.require("address", AddressReader.EXPECTED);
    Optional<Address> address = addressCell.flatMap(this::address);
    if (!mapping.has("id") && address.isPresent()) {
      ownId = derivedId(node, addressCell.orElse(node), address.get());
    }
    PeerProperties own = properties.read(mapping, defaults, Optional.of(type));
    if (ownId.isPresent() && address.isPresent()) {
      entries.add(new PeerEntry(ownId.get(), address.get(), own));
    }
  }

  private void readExoPeer(DocumentCursor peers, DocumentValue.MappingEntry entry) {
    DocumentValue key = new DocumentValue.Scalar(entry.location(), entry.key(), true);
    Optional<PeerId> id = id(peers.child(entry.key(), key));
    ExoPeerReader.Entry read = ExoPeerReader.read(peers.child(entry.key(), entry.value()));
    Optional<Address> address =
        read.address().filter(found -> duplicates.claimAddress(found, read.addressNode()));
    if (id.isPresent() && address.isPresent()) {
      entries.add(new PeerEntry(id.get(), address.get(), read.properties()));
    }
  }

  private Optional<PeerId> id(DocumentCursor node) {
    Optional<String> text = ScalarReader.string(node, "an id").map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      PeerId id = new PeerId(text.get());
      return duplicates.claimId(id, node) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      node.reject(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Address> address(DocumentCursor node) {
    return AddressReader.read(node).filter(address -> duplicates.claimAddress(address, node));
  }

  private Optional<PeerId> derivedId(
      DocumentCursor peer, DocumentCursor addressCell, Address address) {
    Optional<PeerId> id = AddressReader.idOf(address);
    if (id.isEmpty()) {
      peer.reject(
          "'id' is missing; it may be left out only if the address has an IP, and '%s' is a name"
              .formatted(PrintableText.printable(address.host())));
      return id;
    }
    return id.filter(made -> duplicates.claimDerivedId(made, addressCell));
  }
}
