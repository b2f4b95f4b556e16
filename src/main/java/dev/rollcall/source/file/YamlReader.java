package dev.rollcall.source.file;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses YAML into a document. Only SnakeYAML's events are used: no tag is resolved and no object
 * constructed, and the limits on nesting and size apply while reading, with the location of what
 * exceeds them.
 */
final class YamlReader {

  private YamlReader() {}

  static Document read(String file, String text) throws InvalidFileException {
    rejectUnprintable(file, text);
    InMemoryStreamReader characters = new InMemoryStreamReader(file, text);
    try {
      return read(file, new ParserImpl(characters, options()));
    } catch (MarkedYAMLException e) {
      throw YamlErrorMessages.explain(file, text, e);
    } catch (NumberFormatException e) {
      // From the scanner (SnakeYAML 2.x), which does not check that all digits of an escape exist.
      throw new InvalidFileException(
          location(file, characters.getMark()),
          "expected the hexadecimal digits of a character after '\\x', '\\u' or '\\U'");
    } catch (YAMLException e) {
      throw new InvalidFileException(
          new SourceLocation.OfName(file), "is not valid YAML: " + e.getMessage());
    }
  }

  private static Document read(String file, Parser events) throws InvalidFileException {
    events.getEvent(); // the start of the stream
    Event first = events.getEvent();
    if (!first.is(Event.ID.DocumentStart)) {
      throw new InvalidFileException(
          new SourceLocation.InFile(file, 1, 1), "is empty; expected 'peers' with a list of peers");
    }
    List<Problem> problems = new ArrayList<>();
    YamlTreeBuilder tree = new YamlTreeBuilder(file, events, problems);
    DocumentValue root = tree.read();
    events.getEvent(); // the end of the document
    if (events.getEvent() instanceof DocumentStartEvent second) {
      problems.add(
          new Problem(
              location(file, second.getStartMark()),
              "",
              "a second document begins here; expected one"));
    }
    return new Document(root, problems);
  }

  static SourceLocation location(String file, Mark mark) {
    return new SourceLocation.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  // The parser would reject it as well, but without the location.
  private static void rejectUnprintable(String file, String text) throws InvalidFileException {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (!StreamReader.isPrintable(character)) {
        throw new InvalidFileException(
            Utf8Decoder.locationAfter(file, text.substring(0, at)),
            "the character U+%04X is not allowed in YAML".formatted(character));
      }
      at += Character.charCount(character);
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(BoundedFileReader.MAX_SIZE);
    options.setNestingDepthLimit(Document.MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    options.setProcessComments(false);
    return options;
  }
}
