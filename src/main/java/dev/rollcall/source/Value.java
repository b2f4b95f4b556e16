package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.List;

/** A part of a document, whatever its format, with its place. */
public sealed interface Value {

  /** Where it begins. */
  Place place();

  /** What it is, as a message calls it: {@code text 'x'}, {@code a list}. */
  String describe();

  /**
   * A scalar, uninterpreted.
   *
   * @param text as written, without its quotes
   * @param quoted whether it can only be meant as text
   */
  record Text(Place place, String text, boolean quoted) implements Value {
    @Override
    public String describe() {
      return "text '%s'".formatted(Texts.printable(text));
    }
  }

  /** A list. */
  record Items(Place place, List<Value> items) implements Value {

    /** Copies the items. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Entries in their order; a key that is there twice stays there twice. */
  record Mapping(Place place, List<Entry> entries) implements Value {

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
  record Nothing(Place place) implements Value {
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
  record Entry(Place place, String key, Value value) {}
}
