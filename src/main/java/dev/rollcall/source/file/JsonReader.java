package dev.rollcall.source.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.io.IOException;
import java.util.List;

/**
 * Parses JSON, strictly by RFC 8259, into a document. Only the parser's tokens are used, without
 * data binding; the limits are those of YAML.
 */
final class JsonReader {

  private static final String WHITESPACE = " \t\r\n";

  // Nothing of a file is cached: neither names nor buffers.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(constraints())
          .build();

  private JsonReader() {}

  /**
   * Whether the text can only be meant as JSON: a brace, followed by a key in double quotes, a
   * comment that YAML does not have, or nothing. Anything else after a brace is YAML's flow style,
   * {@code {peers: [...]}}.
   */
  static boolean looksLikeJson(String text) {
    int brace = skipWhitespace(text, 0);
    if (brace == text.length() || text.charAt(brace) != '{') {
      return false;
    }
    int next = skipWhitespace(text, brace + 1);
    return next == text.length()
        || text.charAt(next) == '"'
        || text.charAt(next) == '}'
        || text.startsWith("//", next)
        || text.startsWith("/*", next);
  }

  static Document read(String file, String text) throws InvalidFileException {
    char[] characters = text.toCharArray();
    // From an array: Jackson's character offsets are not reliable for a text read in pieces.
    try (JsonParser tokens = FACTORY.createParser(characters, 0, characters.length)) {
      return read(file, text, tokens);
    } catch (IOException e) {
      throw new InvalidFileException(
          new SourceLocation.OfName(file), "cannot be read: " + e.getMessage());
    }
  }

  private static Document read(String file, String text, JsonParser tokens)
      throws IOException, InvalidFileException {
    try {
      DocumentValue root = new JsonTreeBuilder(file, text, tokens).read();
      int end = skipWhitespace(text, (int) tokens.currentLocation().getCharOffset());
      return new Document(
          root, end == text.length() ? List.of() : List.of(trailingContent(file, text, end)));
    } catch (JsonProcessingException e) {
      throw new JsonErrorMessages(file, text, tokens.getParsingContext()).explain(e);
    }
  }

  private static Problem trailingContent(String file, String text, int end) {
    String message =
        "expected nothing more after the '}' that ends the JSON, found '%s'"
            .formatted(JsonBareWord.from(text, end));
    return new Problem(new OffsetLocator(file, text).moveTo(end), "", message);
  }

  private static int skipWhitespace(String text, int from) {
    int at = from;
    while (at < text.length() && WHITESPACE.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  // One level more than is accepted, so that JsonTreeBuilder reports the location.
  private static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(Document.MAX_DEPTH + 1)
        .maxDocumentLength(BoundedFileReader.MAX_SIZE)
        .maxStringLength(BoundedFileReader.MAX_SIZE)
        .maxNameLength(BoundedFileReader.MAX_SIZE)
        .maxNumberLength(BoundedFileReader.MAX_SIZE)
        .build();
  }
}
