package dev.rollcall.source.file;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;

/** Builds a tree of values from SnakeYAML's events, with anchors and merge keys resolved. */
final class YamlTreeBuilder {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final String file;
  private final Parser events;
  private final List<Problem> problems;
  private final YamlAnchors anchors;

  /**
   * @param problems collects what is wrong but does not end the reading
   */
  YamlTreeBuilder(String file, Parser events, List<Problem> problems) {
    this.file = file;
    this.events = events;
    this.problems = problems;
    this.anchors = new YamlAnchors();
  }

  /** Consumes the events of one value. */
  DocumentValue read() throws InvalidFileException {
    return value(events.getEvent(), 0);
  }

  private DocumentValue value(Event event, int depth) throws InvalidFileException {
    SourceLocation location = locationOf(event);
    if (event instanceof AliasEvent alias) {
      return anchors.resolve(alias.getAnchor(), location);
    }
    anchors.count(1, location);
    Optional<String> anchor = Optional.ofNullable(((NodeEvent) event).getAnchor());
    if (event instanceof ScalarEvent scalar) {
      DocumentValue value = scalar(scalar, location);
      anchor.ifPresent(name -> anchors.put(name, value, 1));
      return value;
    }
    if (depth == Document.MAX_DEPTH) {
      throw new InvalidFileException(
          location, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    }
    anchor.ifPresent(anchors::open);
    long before = anchors.counted();
    DocumentValue value =
        event instanceof MappingStartEvent start
            ? mapping(start, location, depth)
            : sequence((SequenceStartEvent) event, location, depth);
    anchor.ifPresent(name -> anchors.put(name, value, anchors.counted() - before + 1));
    return value;
  }

  private DocumentValue scalar(ScalarEvent scalar, SourceLocation location) {
    rejectTag(scalar.getTag(), location);
    String text = scalar.getValue();
    return scalar.isPlain() && NULLS.contains(text)
        ? new DocumentValue.Null(location)
        : new DocumentValue.Scalar(location, text, !scalar.isPlain());
  }

  private DocumentValue sequence(SequenceStartEvent start, SourceLocation location, int depth)
      throws InvalidFileException {
    rejectTag(start.getTag(), location);
    List<DocumentValue> items = new ArrayList<>();
    Event next = events.getEvent();
    while (!next.is(Event.ID.SequenceEnd)) {
      items.add(value(next, depth + 1));
      next = events.getEvent();
    }
    return new DocumentValue.Sequence(location, items);
  }

  private DocumentValue mapping(MappingStartEvent start, SourceLocation location, int depth)
      throws InvalidFileException {
    rejectTag(start.getTag(), location);
    YamlMergeKeys entries = new YamlMergeKeys(problems);
    Event next = events.getEvent();
    while (!next.is(Event.ID.MappingEnd)) {
      SourceLocation keyPlace = locationOf(next);
      DocumentValue key = value(next, depth + 1);
      DocumentValue value = value(events.getEvent(), depth + 1);
      if (key instanceof DocumentValue.Scalar text) {
        entries.add(keyPlace, text, value);
      } else {
        reject(keyPlace, "a key must be text, found " + key.describe());
      }
      next = events.getEvent();
    }
    return new DocumentValue.Mapping(location, entries.entries());
  }

  private void rejectTag(@Nullable String tag, SourceLocation location) {
    if (tag != null) {
      String printable = tag.replace(Tag.PREFIX, "!!");
      reject(
          location,
          "the tag '%s' is not supported; leave it out"
              .formatted(PrintableText.printable(printable)));
    }
  }

  private void reject(SourceLocation location, String message) {
    problems.add(new Problem(location, "", message));
  }

  private SourceLocation locationOf(Event event) {
    return YamlReader.location(file, event.getStartMark());
  }
}
