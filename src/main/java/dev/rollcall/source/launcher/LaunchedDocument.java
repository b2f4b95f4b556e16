package dev.rollcall.source.launcher;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.roster.AddressReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts launched nodes to a document, so that they are validated like a peers file. */
final class LaunchedDocument {

  private final int port;

  /**
   * @param port of the nodes without one
   */
  LaunchedDocument(int port) {
    this.port = port;
  }

  Document of(LaunchedNodes nodes, List<Problem> problems) {
    List<DocumentValue> peers =
        nodes.nodes().stream().filter(node -> !node.isInvalid()).map(this::peer).toList();
    SourceLocation location = nodes.location();
    DocumentValue root =
        new DocumentValue.Mapping(
            location,
            List.of(
                new DocumentValue.MappingEntry(
                    location, "peers", new DocumentValue.Sequence(location, peers))));
    return new Document(root, problems);
  }

  /** The id that the node gets; empty if its host is invalid, which RosterReader reports. */
  Optional<String> idOf(LaunchedNode node) {
    return givenId(node).or(() -> addressOf(node).flatMap(AddressReader::idOf).map(PeerId::value));
  }

  /** Its own id or its host name; empty for an IP, from which RosterReader derives one. */
  private Optional<String> givenId(LaunchedNode node) {
    Optional<Address> named =
        addressOf(node).filter(address -> AddressReader.idOf(address).isEmpty());
    return node.id().or(() -> named.map(address -> node.host()));
  }

  private Optional<Address> addressOf(LaunchedNode node) {
    try {
      return Optional.of(Address.parse(address(node)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private DocumentValue peer(LaunchedNode node) {
    SourceLocation location = node.location();
    List<DocumentValue.MappingEntry> entries = new ArrayList<>();
    givenId(node).ifPresent(id -> entries.add(text(location, "id", id)));
    entries.add(text(location, "address", address(node)));
    node.gpus().ifPresent(count -> entries.add(capabilities(location, count)));
    if (!node.labels().isEmpty()) {
      List<DocumentValue.MappingEntry> labels = new ArrayList<>();
      node.labels().forEach((key, value) -> labels.add(text(location, key, value)));
      entries.add(
          new DocumentValue.MappingEntry(
              location, "labels", new DocumentValue.Mapping(location, labels)));
    }
    return new DocumentValue.Mapping(location, entries);
  }

  private static DocumentValue.MappingEntry capabilities(SourceLocation location, int gpus) {
    List<DocumentValue.MappingEntry> fields = new ArrayList<>();
    fields.add(text(location, "gpu", Boolean.toString(gpus > 0)));
    if (gpus > 0) {
      fields.add(text(location, "gpu_count", Integer.toString(gpus)));
    }
    return new DocumentValue.MappingEntry(
        location, "capabilities", new DocumentValue.Mapping(location, fields));
  }

  private String address(LaunchedNode node) {
    if (node.hasPort()) {
      return node.host();
    }
    boolean ipv6 = node.host().indexOf(':') >= 0 && !node.host().startsWith("[");
    return (ipv6 ? "[" + node.host() + "]" : node.host()) + ":" + port;
  }

  private static DocumentValue.MappingEntry text(
      SourceLocation location, String key, String value) {
    return new DocumentValue.MappingEntry(
        location, key, new DocumentValue.Scalar(location, value, false));
  }
}
