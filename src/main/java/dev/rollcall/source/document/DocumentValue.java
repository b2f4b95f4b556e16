package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.List;

/** A value of a document, whatever its format, with its location. */
public sealed interface DocumentValue {

  /** The position of its first character. */
  SourceLocation location();

  /** The phrase for a message: {@code text 'x'}, {@code a list}. */
  String describe();

  /**
   * A scalar, uninterpreted.
   *
   * @param text as written, without its quotes
   * @param quoted whether it was written in quotes, and so is a string
   */
  record Scalar(SourceLocation location, String text, boolean quoted) implements DocumentValue {
    @Override
    public String describe() {
      return "text '%s'".formatted(PrintableText.printable(text));
    }
  }

  /** A list of values. */
  record Sequence(SourceLocation location, List<DocumentValue> items) implements DocumentValue {

    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A mapping with its entries in their order, duplicate keys included. */
  record Mapping(SourceLocation location, List<MappingEntry> entries) implements DocumentValue {

    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** An absent value: a key with nothing after it, or an explicit null. */
  record Null(SourceLocation location) implements DocumentValue {
    @Override
    public String describe() {
      return "nothing";
    }
  }

  /**
   * An entry of a mapping.
   *
   * @param location of the key
   */
  record MappingEntry(SourceLocation location, String key, DocumentValue value) {}
}
