package dev.rollcall.source.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses a variable that contains strict JSON. Only the parser's tokens are used. */
final class JsonVariable {

  private static final int MAX_EXCERPT = 20;

  private final VariableReader variables;
  private final SourceLocation.OfName location;
  private final JsonParser tokens;

  private JsonVariable(VariableReader variables, String variable, JsonParser tokens) {
    this.variables = variables;
    this.location = new SourceLocation.OfName(variable);
    this.tokens = tokens;
  }

  /**
   * The value; empty, with a problem reported, if it is not JSON.
   *
   * @param form what was expected, for a message
   */
  static Optional<DocumentValue> read(VariableReader variables, String variable, String form) {
    String text = variables.get(variable).orElse("");
    try (JsonParser tokens = new JsonFactory().createParser(text)) {
      tokens.nextToken();
      Optional<DocumentValue> value = new JsonVariable(variables, variable, tokens).value(0);
      if (value.isPresent() && tokens.nextToken() != null) {
        variables.reject(variable, "has more after the JSON; expected " + form);
        return Optional.empty();
      }
      return value;
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      int at = (int) Math.max(0, Math.min(offset, text.length()));
      String near = text.substring(at, Math.min(text.length(), at + MAX_EXCERPT));
      variables.reject(
          variable,
          "is not valid JSON at character %d ('%s'); expected %s"
              .formatted(at + 1, PrintableText.printable(near), form));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory is always readable", e);
    }
  }

  /** Whether a value has nothing in it. */
  static boolean isEmpty(DocumentValue value) {
    return value instanceof DocumentValue.Null
        || (value instanceof DocumentValue.Sequence list && list.items().isEmpty())
        || (value instanceof DocumentValue.Mapping mapping && mapping.entries().isEmpty());
  }

  /** Consumes the tokens of one value, of which the first is the current one. */
  private Optional<DocumentValue> value(int depth) throws IOException {
    JsonToken token = tokens.currentToken();
    if (token == null) {
      variables.reject(location, "is blank; expected JSON");
      return Optional.empty();
    }
    if (depth == Document.MAX_DEPTH) {
      variables.reject(
          location, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
      return Optional.empty();
    }
    return switch (token) {
      case START_OBJECT -> mapping(depth);
      case START_ARRAY -> sequence(depth);
      case VALUE_NULL -> Optional.of(new DocumentValue.Null(location));
      default ->
          Optional.of(
              new DocumentValue.Scalar(
                  location, tokens.getText(), token == JsonToken.VALUE_STRING));
    };
  }

  private Optional<DocumentValue> sequence(int depth) throws IOException {
    List<DocumentValue> items = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      Optional<DocumentValue> item = value(depth + 1);
      if (item.isEmpty()) {
        return item;
      }
      items.add(item.get());
    }
    return Optional.of(new DocumentValue.Sequence(location, items));
  }

  private Optional<DocumentValue> mapping(int depth) throws IOException {
    List<DocumentValue.MappingEntry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = tokens.currentName();
      tokens.nextToken();
      Optional<DocumentValue> value = value(depth + 1);
      if (value.isEmpty()) {
        return value;
      }
      if (!keys.add(key)) {
        variables.reject(
            location, "key '%s' is used twice".formatted(PrintableText.printable(key)));
      }
      entries.add(new DocumentValue.MappingEntry(location, key, value.get()));
    }
    return Optional.of(new DocumentValue.Mapping(location, entries));
  }
}
