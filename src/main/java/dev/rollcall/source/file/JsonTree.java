package dev.rollcall.source.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.source.Document;
import dev.rollcall.source.Place;
import dev.rollcall.source.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parser's tokens into a tree of values. Numbers stay the text that was written. */
final class JsonTree {

  private final JsonParser tokens;
  private final Position position;
  private final Anchors counter = new Anchors();

  JsonTree(String file, String text, JsonParser tokens) {
    this.tokens = tokens;
    this.position = new Position(file, text);
  }

  /** Takes the tokens of one value. */
  Value read() throws IOException, RefusedFileException {
    return value(tokens.nextToken(), 0);
  }

  private Value value(JsonToken token, int depth) throws IOException, RefusedFileException {
    Place place = place();
    counter.count(1, place);
    return switch (token) {
      case START_OBJECT -> mapping(place, deeper(depth, place));
      case START_ARRAY -> items(place, deeper(depth, place));
      case VALUE_STRING -> new Value.Text(place, tokens.getText(), true);
      case VALUE_NULL -> new Value.Nothing(place);
      default -> new Value.Text(place, tokens.getText(), false);
    };
  }

  private static int deeper(int depth, Place place) throws RefusedFileException {
    if (depth == Document.MAX_DEPTH) {
      throw new RefusedFileException(
          place, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    }
    return depth + 1;
  }

  private Value items(Place place, int depth) throws IOException, RefusedFileException {
    List<Value> items = new ArrayList<>();
    JsonToken next = tokens.nextToken();
    while (next != JsonToken.END_ARRAY) {
      items.add(value(next, depth));
      next = tokens.nextToken();
    }
    return new Value.Items(place, items);
  }

  private Value mapping(Place place, int depth) throws IOException, RefusedFileException {
    List<Value.Entry> entries = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      Place keyPlace = place();
      counter.count(1, keyPlace);
      String key = tokens.currentName();
      entries.add(new Value.Entry(keyPlace, key, value(tokens.nextToken(), depth)));
    }
    return new Value.Mapping(place, entries);
  }

  private Place place() {
    return position.moveTo((int) tokens.currentTokenLocation().getCharOffset());
  }
}
