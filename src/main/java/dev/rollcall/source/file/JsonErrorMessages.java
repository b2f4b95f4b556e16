package dev.rollcall.source.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.io.ContentReference;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;

/** Translates the JSON parser's errors for people who used something that JSON does not have. */
final class JsonErrorMessages {

  private static final String UNSUPPORTED_QUOTES = "'`\u2018\u2019\u201c\u201d\u201e";

  private final String file;
  private final String text;
  private final JsonStreamContext context;

  /**
   * @param context the array or object in which the parser failed
   */
  JsonErrorMessages(String file, String text, JsonStreamContext context) {
    this.file = file;
    this.text = text;
    this.context = context;
  }

  InvalidFileException explain(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String message = String.valueOf(e.getOriginalMessage());
    if (location == null || location.getCharOffset() < 0) {
      return new InvalidFileException(new SourceLocation.OfName(file), unexplained(message));
    }
    int at = (int) Math.min(location.getCharOffset(), text.length());
    if (message.startsWith("Unexpected end-of-input") || at == text.length()) {
      return invalidAt(text.length(), endOfInput(message));
    }
    if (message.startsWith("Illegal character")) {
      // For this error alone, the parser's offset is after the character.
      String found = JsonBareWord.from(text, at - 1);
      return invalidAt(at - 1, "the character '%s' is not allowed here".formatted(found));
    }
    if (message.contains("escape") || message.startsWith("Illegal")) {
      return insideString(at, message);
    }
    return outsideString(at, message);
  }

  private String endOfInput(String message) {
    boolean quotes =
        message.contains("quote") || message.contains("field name") || message.contains("escape");
    return quotes
        ? "the text in quotes is never closed"
        : "the file ends, but the %s is not closed".formatted(opening());
  }

  private InvalidFileException insideString(int at, String message) {
    String found = PrintableText.printable(Character.toString(text.codePointAt(at)));
    if (message.startsWith("Unrecognized character escape")) {
      return invalidAt(
          at - 1, "JSON has no '\\%s'; a backslash itself is written '\\\\'".formatted(found));
    }
    if (message.contains("hex-digit")) {
      return invalidAt(
          at, "expected four hexadecimal digits after '\\u', found '%s'".formatted(found));
    }
    return switch (text.charAt(at)) {
      case '\n', '\r' ->
          invalidAt(at, "the text in quotes does not end in its line; expected '\"'");
      case '\t' -> invalidAt(at, "a tab in a string is written '\\t'");
      default -> invalidAt(at, "a control character in a string is written '%s'".formatted(found));
    };
  }

  private InvalidFileException outsideString(int at, String message) {
    int found = text.codePointAt(at);
    int start = JsonBareWord.startOf(text, at);
    if (start == at && (found == '#' || found == '/')) {
      return invalidAt(at, "JSON has no comments");
    }
    if (start == at && UNSUPPORTED_QUOTES.indexOf(found) >= 0) {
      return invalidAt(at, "expected double quotes, found %s".formatted(Character.toString(found)));
    }
    String word = JsonBareWord.from(text, start);
    if (message.contains("close marker")) {
      String expected = context.inArray() ? "]" : "}";
      return invalidAt(
          at,
          "expected '%s' for the %s, found '%s'"
              .formatted(expected, opening(), Character.toString(found)));
    }
    if ((found == '}' || found == ']') && isAfterComma(at)) {
      return invalidAt(at, "a comma before '%s' is not allowed in JSON".formatted(word));
    }
    if (message.contains("a colon")) {
      return invalidAt(at, "expected ':' after the key, found '%s'".formatted(word));
    }
    if (message.contains("start field name")) {
      return invalidAt(at, "expected a key in double quotes, found '%s'".formatted(word));
    }
    if (message.contains("was expecting comma") && start == at) {
      String close = context.inArray() ? "]" : "}";
      return invalidAt(at, "expected ',' or '%s', found '%s'".formatted(close, word));
    }
    return message.startsWith("Un") || message.contains("numeric") || message.startsWith("Non")
        ? invalidAt(
            start, "expected a value, found '%s'%s".formatted(word, JsonBareWord.hint(word)))
        : invalidAt(at, unexplained(message));
  }

  private boolean isAfterComma(int at) {
    return text.substring(0, at).stripTrailing().endsWith(",");
  }

  private String opening() {
    int line = context.startLocation(ContentReference.unknown()).getLineNr();
    return "'%s' of line %d".formatted(context.inArray() ? "[" : "{", line);
  }

  private static String unexplained(String message) {
    return "is not valid JSON: " + PrintableText.printable(message);
  }

  private InvalidFileException invalidAt(int at, String message) {
    return new InvalidFileException(new OffsetLocator(file, text).moveTo(at), message);
  }
}
