package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.Value;
import java.util.Optional;

/** Reads an address, and makes an id of one. */
public final class AddressReader {

  static final String EXPECTED = "expected host:port, such as 192.168.1.10:50051";

  private AddressReader() {}

  static Optional<Address> read(DocumentNode cell) {
    if (cell.value() instanceof Value.Sequence) {
      cell.reject(EXPECTED + ", found a list; an IPv6 address needs quotes: \"[fd00::1]:50051\"");
      return Optional.empty();
    }
    Optional<Located<String>> text = ScalarReader.string(cell, "host:port");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Address.parse(text.get().value()));
    } catch (IllegalArgumentException e) {
      cell.reject(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * A lasting id, different for each IP: {@code ip-10-0-0-1}, {@code ip-fd00--1}. Empty for a name.
   */
  public static Optional<PeerId> idOf(Address address) {
    String host = address.host();
    if (host.indexOf(':') >= 0) {
      // Dots stay here, or ::ffff:1.2.3.4 would be the same as ::ffff:1:2:3:4.
      return Optional.of(new PeerId("ip-" + host.replace(':', '-')));
    }
    boolean ipv4 = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return ipv4 ? Optional.of(new PeerId("ip-" + host.replace('.', '-'))) : Optional.empty();
  }
}
