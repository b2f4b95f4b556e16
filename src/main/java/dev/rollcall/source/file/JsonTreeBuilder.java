package dev.rollcall.source.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parser's tokens into a tree of values. Numbers stay the text that was written. */
final class JsonTreeBuilder {

  private final JsonParser tokens;
  private final OffsetLocator locator;
  private final YamlAnchors counter = new YamlAnchors();

  JsonTreeBuilder(String file, String text, JsonParser tokens) {
    this.tokens = tokens;
    this.locator = new OffsetLocator(file, text);
  }

  /** Takes the tokens of one value. */
  Value read() throws IOException, InvalidFileException {
    return value(tokens.nextToken(), 0);
  }

  private Value value(JsonToken token, int depth) throws IOException, InvalidFileException {
    SourceLocation place = currentLocation();
    counter.count(1, place);
    return switch (token) {
      case START_OBJECT -> mapping(place, nextDepth(depth, place));
      case START_ARRAY -> sequence(place, nextDepth(depth, place));
      case VALUE_STRING -> new Value.Scalar(place, tokens.getText(), true);
      case VALUE_NULL -> new Value.Null(place);
      default -> new Value.Scalar(place, tokens.getText(), false);
    };
  }

  private static int nextDepth(int depth, SourceLocation place) throws InvalidFileException {
    if (depth == Document.MAX_DEPTH) {
      throw new InvalidFileException(
          place, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    }
    return depth + 1;
  }

  private Value sequence(SourceLocation place, int depth) throws IOException, InvalidFileException {
    List<Value> items = new ArrayList<>();
    JsonToken next = tokens.nextToken();
    while (next != JsonToken.END_ARRAY) {
      items.add(value(next, depth));
      next = tokens.nextToken();
    }
    return new Value.Sequence(place, items);
  }

  private Value mapping(SourceLocation place, int depth) throws IOException, InvalidFileException {
    List<Value.MappingEntry> entries = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      SourceLocation keyPlace = currentLocation();
      counter.count(1, keyPlace);
      String key = tokens.currentName();
      entries.add(new Value.MappingEntry(keyPlace, key, value(tokens.nextToken(), depth)));
    }
    return new Value.Mapping(place, entries);
  }

  private SourceLocation currentLocation() {
    return locator.moveTo((int) tokens.currentTokenLocation().getCharOffset());
  }
}
