package dev.rollcall.source.launcher;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import dev.rollcall.source.roster.AddressReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Launched nodes as a document like any other, so that they are judged like any other. */
final class LaunchedDocument {

  private final int port;

  /**
   * @param port of those that carry none
   */
  LaunchedDocument(int port) {
    this.port = port;
  }

  Document of(LaunchedNodes nodes, List<Problem> problems) {
    List<Value> peers =
        nodes.nodes().stream().filter(node -> !node.isInvalid()).map(this::peer).toList();
    SourceLocation place = nodes.location();
    Value root =
        new Value.Mapping(
            place,
            List.of(new Value.MappingEntry(place, "peers", new Value.Sequence(place, peers))));
    return new Document(root, problems);
  }

  /** The id that the node gets; empty if its host is faulty, which the reader tells. */
  Optional<String> idOf(LaunchedNode node) {
    return givenId(node).or(() -> addressOf(node).flatMap(AddressReader::idOf).map(PeerId::value));
  }

  /** Its own or its name; empty for an IP, of which the reader makes one. */
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

  private Value peer(LaunchedNode node) {
    SourceLocation place = node.location();
    List<Value.MappingEntry> entries = new ArrayList<>();
    givenId(node).ifPresent(id -> entries.add(text(place, "id", id)));
    entries.add(text(place, "address", address(node)));
    node.gpus().ifPresent(count -> entries.add(capabilities(place, count)));
    if (!node.labels().isEmpty()) {
      List<Value.MappingEntry> labels = new ArrayList<>();
      node.labels().forEach((key, value) -> labels.add(text(place, key, value)));
      entries.add(new Value.MappingEntry(place, "labels", new Value.Mapping(place, labels)));
    }
    return new Value.Mapping(place, entries);
  }

  private static Value.MappingEntry capabilities(SourceLocation place, int gpus) {
    List<Value.MappingEntry> fields = new ArrayList<>();
    fields.add(text(place, "gpu", Boolean.toString(gpus > 0)));
    if (gpus > 0) {
      fields.add(text(place, "gpu_count", Integer.toString(gpus)));
    }
    return new Value.MappingEntry(place, "capabilities", new Value.Mapping(place, fields));
  }

  private String address(LaunchedNode node) {
    if (node.hasPort()) {
      return node.host();
    }
    boolean ipv6 = node.host().indexOf(':') >= 0 && !node.host().startsWith("[");
    return (ipv6 ? "[" + node.host() + "]" : node.host()) + ":" + port;
  }

  private static Value.MappingEntry text(SourceLocation place, String key, String value) {
    return new Value.MappingEntry(place, key, new Value.Scalar(place, value, false));
  }
}
