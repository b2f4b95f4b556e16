package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.text.DigestWriter;
import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Describes one key of {@code check}: how its value is read, inherited and digested.
 *
 * @param key in snake_case
 * @param onlyType the only type of check that has this key; absent: every type has it
 * @param isSecret whether no message may show the value
 * @param reader reads the value; empty, with a problem reported, if it is invalid
 * @param merge makes one value of a peer's own and the inherited one
 * @param digest writes the value, or that there is none
 */
record CheckSetting<T>(
    String key,
    Optional<String> onlyType,
    boolean isSecret,
    BiFunction<DocumentCursor, TlsConfigNames, Optional<T>> reader,
    BinaryOperator<T> merge,
    BiConsumer<DigestWriter, Optional<T>> digest) {

  /** A key of every type whose own value replaces the inherited one. */
  static <T> CheckSetting<T> of(
      String key,
      Function<DocumentCursor, Optional<T>> reader,
      BiConsumer<DigestWriter, T> digest) {
    return new CheckSetting<>(
        key,
        Optional.empty(),
        false,
        (node, tlsConfigs) -> reader.apply(node),
        (own, inherited) -> own,
        (writer, value) -> writer.optional(value, present -> digest.accept(writer, present)));
  }

  /** The same key, for one type of check alone. */
  CheckSetting<T> onlyFor(String type) {
    return new CheckSetting<>(key, Optional.of(type), isSecret, reader, merge, digest);
  }

  /** Whether a check of this type has the key; true for all keys while the type is not known. */
  boolean fits(Optional<String> type) {
    return onlyType.isEmpty() || type.isEmpty() || type.equals(onlyType);
  }

  /**
   * Reads the value of the key; empty if the mapping does not have it, and, with a problem
   * reported, if it is invalid or if another type of check is effective.
   *
   * @param type the effective type; absent if it is not known
   */
  Optional<T> read(MappingReader mapping, Optional<String> type, TlsConfigNames tlsConfigs) {
    Optional<DocumentCursor> node = mapping.get(key);
    if (node.isPresent() && !fits(type)) {
      node.get()
          .reject(
              "%s is for type %s only, and the type here is %s"
                  .formatted(withValue(node.get()), onlyType.orElseThrow(), type.orElseThrow()));
      return Optional.empty();
    }
    return node.flatMap(found -> reader.apply(found, tlsConfigs));
  }

  /** A peer's own value merged with the inherited one. */
  Optional<T> inherit(PartialCheck own, PartialCheck inherited) {
    Optional<T> value = own.get(this);
    Optional<T> base = inherited.get(this);
    return value.isPresent() && base.isPresent()
        ? Optional.of(merge.apply(value.get(), base.get()))
        : value.or(() -> base);
  }

  void writeTo(DigestWriter writer, PartialCheck check) {
    digest.accept(writer, check.get(this));
  }

  private String withValue(DocumentCursor node) {
    return node.value() instanceof DocumentValue.Scalar scalar && !isSecret
        ? "%s '%s'".formatted(key, PrintableText.printable(scalar.text()))
        : key;
  }
}
