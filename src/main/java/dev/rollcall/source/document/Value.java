package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.List;

/** A part of a document, whatever its format, with its place. */
public sealed interface Value {

  /** Where it begins. */
  SourceLocation location();

  /** What it is, as a message calls it: {@code text 'x'}, {@code a list}. */
  String describe();

  /**
   * A scalar, uninterpreted.
   *
   * @param text as written, without its quotes
   * @param quoted whether it can only be meant as text
   */
  record Scalar(SourceLocation location, String text, boolean quoted) implements Value {
    @Override
    public String describe() {
      return "text '%s'".formatted(PrintableText.printable(text));
    }
  }

  /** A list. */
  record Sequence(SourceLocation location, List<Value> items) implements Value {

    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Entries in their order; a key that is there twice stays there twice. */
  record Mapping(SourceLocation location, List<MappingEntry> entries) implements Value {

    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** No value: a key with nothing after it, or an explicit null. */
  record Null(SourceLocation location) implements Value {
    @Override
    public String describe() {
      return "nothing";
    }
  }

  /**
   * A key with its value.
   *
   * @param place of the key
   */
  record MappingEntry(SourceLocation location, String key, Value value) {}
}
