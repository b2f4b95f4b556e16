package dev.rollcall.source;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code peers}; one instance reads one list. */
final class PeersReader {

  private static final List<String> KEYS =
      Stream.concat(Stream.of("id", "address"), TraitsReader.KEYS.stream()).toList();

  private final Traits defaults;
  private final String type;
  private final Map<PeerId, Place> ids = new LinkedHashMap<>();
  private final Map<Address, Place> addresses = new HashMap<>();
  private final List<Listed> listed = new ArrayList<>();

  /**
   * @param nodeType the type of check that counts where the list says none
   */
  PeersReader(Traits defaults, String nodeType) {
    this.defaults = defaults;
    this.type = defaults.check().type().orElse(nodeType);
  }

  /** The peers without fault in id and address, in the order of the list. */
  List<Listed> read(Cell peers) {
    List<Cell> cells = peers.items().orElse(List.of());
    if (peers.value() instanceof Value.Items && cells.isEmpty()) {
      peers.refuse("the list is empty; expected one peer or more");
    }
    if (cells.size() > Roster.MAX_MEMBERS) {
      peers.refuse("%d peers are more than %d".formatted(cells.size(), Roster.MAX_MEMBERS));
    }
    for (Cell cell : cells) {
      Fields.of(cell, KEYS).ifPresent(fields -> readPeer(cell, fields));
    }
    return listed;
  }

  /** Every id that the list has, be its peer otherwise faulty. */
  Set<PeerId> ids() {
    return ids.keySet();
  }

  private void readPeer(Cell cell, Fields fields) {
    Optional<PeerId> ownId = fields.get("id").flatMap(this::id);
    Optional<Cell> addressCell = fields.require("address", AddressReader.EXPECTED);
    Optional<Address> address = addressCell.flatMap(this::address);
    if (!fields.has("id") && address.isPresent()) {
      ownId = derivedId(cell, addressCell.orElse(cell), address.get());
    }
    Traits traits = TraitsReader.read(fields, defaults, Optional.of(type));
    if (ownId.isPresent() && address.isPresent()) {
      listed.add(new Listed(ownId.get(), address.get(), traits));
    }
  }

  private Optional<PeerId> id(Cell cell) {
    Optional<String> text = Scalars.text(cell, "an id").map(Marked::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      PeerId id = new PeerId(text.get());
      String taken = "id '%s' is already used at %s";
      return claim(ids, id, cell, taken) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      cell.refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Address> address(Cell cell) {
    return AddressReader.read(cell)
        .filter(address -> claim(addresses, address, cell, "address %s is already used at %s"));
  }

  private Optional<PeerId> derivedId(Cell peer, Cell addressCell, Address address) {
    Optional<PeerId> id = AddressReader.idOf(address);
    if (id.isEmpty()) {
      peer.refuse(
          "'id' is missing; it may be left out only if the address has an IP, and '%s' is a name"
              .formatted(Texts.printable(address.host())));
      return id;
    }
    String taken = "id '%s', made from the address, is already used at %s; give this peer its own";
    return id.filter(made -> claim(ids, made, addressCell, taken));
  }

  private static <T> boolean claim(Map<T, Place> claims, T value, Cell cell, String taken) {
    Place first = claims.putIfAbsent(value, cell.place());
    if (first != null) {
      cell.refuse(taken.formatted(Texts.printable(value.toString()), first));
    }
    return first == null;
  }
}
