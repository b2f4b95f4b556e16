package dev.rollcall.source;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Texts;
import java.util.List;
import java.util.Optional;

/** Reads {@code check}. */
final class CheckReader {

  private static final List<String> KEYS =
      List.of(
          "type",
          "service",
          "interval",
          "timeout",
          "confirm_interval",
          "down_interval",
          "fall",
          "rise",
          "jitter");
  private static final List<String> TYPES = List.of(CheckKind.Grpc.TYPE, CheckKind.Tcp.TYPE);

  private CheckReader() {}

  /**
   * @param inheritedType the type that counts if the mapping itself says none; absent if that is
   *     not settled here
   */
  static CheckFields read(Cell cell, Optional<String> inheritedType) {
    return Fields.of(cell, KEYS)
        .map(fields -> read(fields, inheritedType))
        .orElse(CheckFields.NONE);
  }

  private static CheckFields read(Fields fields, Optional<String> inheritedType) {
    Optional<Cell> typeCell = fields.get("type");
    Optional<String> type = typeCell.flatMap(CheckReader::type);
    // With a type that was refused, nobody knows whether the service would fit.
    Optional<String> effective = typeCell.isPresent() ? type : inheritedType;
    return new CheckFields(
        type,
        fields.get("service").flatMap(cell -> service(cell, effective)),
        fields.get("interval").flatMap(Durations::read),
        fields.get("timeout").flatMap(Durations::read),
        fields.get("confirm_interval").flatMap(Durations::read),
        fields.get("down_interval").flatMap(Durations::read),
        count(fields, "fall"),
        count(fields, "rise"),
        fields
            .get("jitter")
            .flatMap(cell -> Numbers.part(cell, CheckSettings.MAX_JITTER))
            .map(Marked::value));
  }

  private static Optional<String> type(Cell cell) {
    String expected = "one of " + String.join(", ", TYPES);
    Optional<String> type = Scalars.text(cell, expected).map(Marked::value);
    if (type.isEmpty() || TYPES.contains(type.get())) {
      return type;
    }
    String hint =
        Suggestions.closest(type.get(), TYPES).map("; did you mean '%s'?"::formatted).orElse("");
    cell.refuse("expected %s, found '%s'%s".formatted(expected, Texts.printable(type.get()), hint));
    return Optional.empty();
  }

  private static Optional<String> service(Cell cell, Optional<String> type) {
    Optional<String> service = Scalars.note(cell).map(Marked::value);
    if (service.isPresent() && type.equals(Optional.of(CheckKind.Tcp.TYPE))) {
      cell.refuse(
          "service '%s' is for type %s only, and the type here is %s"
              .formatted(Texts.printable(service.get()), CheckKind.Grpc.TYPE, CheckKind.Tcp.TYPE));
      return Optional.empty();
    }
    return service;
  }

  private static Optional<Integer> count(Fields fields, String key) {
    return fields
        .get(key)
        .flatMap(cell -> Numbers.whole(cell, 1, CheckSettings.MOST_IN_A_ROW))
        .map(Marked::value);
  }
}
