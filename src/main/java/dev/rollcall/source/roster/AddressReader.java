package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import java.util.Optional;

/** Reads an address, and derives an id from one. */
public final class AddressReader {

  static final String EXPECTED = "expected host:port, such as 192.168.1.10:50051";

  private AddressReader() {}

  static Optional<Address> read(DocumentCursor node) {
    if (node.value() instanceof DocumentValue.Sequence) {
      node.reject(EXPECTED + ", found a list; an IPv6 address needs quotes: \"[fd00::1]:50051\"");
      return Optional.empty();
    }
    Optional<Located<String>> text = ScalarReader.string(node, "host:port");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Address.parse(text.get().value()));
    } catch (IllegalArgumentException e) {
      node.reject(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A stable id, unique for each IP: {@code ip-10-0-0-1}, {@code ip-fd00--1}. Empty for a name. */
  public static Optional<PeerId> idOf(Address address) {
    String host = address.host();
    if (host.indexOf(':') >= 0) {
      // Dots are kept, or ::ffff:1.2.3.4 and ::ffff:1:2:3:4 would get the same id.
      return Optional.of(new PeerId("ip-" + host.replace(':', '-')));
    }
    boolean ipv4 = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return ipv4 ? Optional.of(new PeerId("ip-" + host.replace('.', '-'))) : Optional.empty();
  }
}
