package dev.rollcall.source.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.SourceLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds a tree of values from the parser's tokens. Numbers stay as they were written. */
final class JsonTreeBuilder {

  private final JsonParser tokens;
  private final OffsetLocator locator;
  private final YamlAnchors counter = new YamlAnchors();

  JsonTreeBuilder(String file, String text, JsonParser tokens) {
    this.tokens = tokens;
    this.locator = new OffsetLocator(file, text);
  }

  /** Consumes the tokens of one value. */
  DocumentValue read() throws IOException, InvalidFileException {
    return value(tokens.nextToken(), 0);
  }

  private DocumentValue value(JsonToken token, int depth) throws IOException, InvalidFileException {
    SourceLocation location = currentLocation();
    counter.count(1, location);
    return switch (token) {
      case START_OBJECT -> mapping(location, nextDepth(depth, location));
      case START_ARRAY -> sequence(location, nextDepth(depth, location));
      case VALUE_STRING -> new DocumentValue.Scalar(location, tokens.getText(), true);
      case VALUE_NULL -> new DocumentValue.Null(location);
      default -> new DocumentValue.Scalar(location, tokens.getText(), false);
    };
  }

  private static int nextDepth(int depth, SourceLocation location) throws InvalidFileException {
    if (depth == Document.MAX_DEPTH) {
      throw new InvalidFileException(
          location, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    }
    return depth + 1;
  }

  private DocumentValue sequence(SourceLocation location, int depth)
      throws IOException, InvalidFileException {
    List<DocumentValue> items = new ArrayList<>();
    JsonToken next = tokens.nextToken();
    while (next != JsonToken.END_ARRAY) {
      items.add(value(next, depth));
      next = tokens.nextToken();
    }
    return new DocumentValue.Sequence(location, items);
  }

  private DocumentValue mapping(SourceLocation location, int depth)
      throws IOException, InvalidFileException {
    List<DocumentValue.MappingEntry> entries = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      SourceLocation keyPlace = currentLocation();
      counter.count(1, keyPlace);
      String key = tokens.currentName();
      entries.add(new DocumentValue.MappingEntry(keyPlace, key, value(tokens.nextToken(), depth)));
    }
    return new DocumentValue.Mapping(location, entries);
  }

  private SourceLocation currentLocation() {
    return locator.moveTo((int) tokens.currentTokenLocation().getCharOffset());
  }
}
