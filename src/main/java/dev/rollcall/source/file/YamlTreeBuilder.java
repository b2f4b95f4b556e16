package dev.rollcall.source.file;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
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

/** The parser's events into a tree of values, with anchors and merge keys resolved. */
final class YamlTreeBuilder {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final String file;
  private final Parser events;
  private final List<Problem> problems;
  private final YamlAnchors anchors;

  /**
   * @param problems where to tell what is wrong but does not end the reading
   */
  YamlTreeBuilder(String file, Parser events, List<Problem> problems) {
    this.file = file;
    this.events = events;
    this.problems = problems;
    this.anchors = new YamlAnchors();
  }

  /** Takes the events of one value. */
  Value read() throws InvalidFileException {
    return value(events.getEvent(), 0);
  }

  private Value value(Event event, int depth) throws InvalidFileException {
    SourceLocation place = locationOf(event);
    if (event instanceof AliasEvent alias) {
      return anchors.resolve(alias.getAnchor(), place);
    }
    anchors.count(1, place);
    Optional<String> anchor = Optional.ofNullable(((NodeEvent) event).getAnchor());
    if (event instanceof ScalarEvent scalar) {
      Value value = scalar(scalar, place);
      anchor.ifPresent(name -> anchors.put(name, value, 1));
      return value;
    }
    if (depth == Document.MAX_DEPTH) {
      throw new InvalidFileException(
          place, "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    }
    anchor.ifPresent(anchors::open);
    long before = anchors.counted();
    Value value =
        event instanceof MappingStartEvent start
            ? mapping(start, place, depth)
            : sequence((SequenceStartEvent) event, place, depth);
    anchor.ifPresent(name -> anchors.put(name, value, anchors.counted() - before + 1));
    return value;
  }

  private Value scalar(ScalarEvent scalar, SourceLocation place) {
    rejectTag(scalar.getTag(), place);
    String text = scalar.getValue();
    return scalar.isPlain() && NULLS.contains(text)
        ? new Value.Null(place)
        : new Value.Scalar(place, text, !scalar.isPlain());
  }

  private Value sequence(SequenceStartEvent start, SourceLocation place, int depth)
      throws InvalidFileException {
    rejectTag(start.getTag(), place);
    List<Value> items = new ArrayList<>();
    Event next = events.getEvent();
    while (!next.is(Event.ID.SequenceEnd)) {
      items.add(value(next, depth + 1));
      next = events.getEvent();
    }
    return new Value.Sequence(place, items);
  }

  private Value mapping(MappingStartEvent start, SourceLocation place, int depth)
      throws InvalidFileException {
    rejectTag(start.getTag(), place);
    YamlMergeKeys entries = new YamlMergeKeys(problems);
    Event next = events.getEvent();
    while (!next.is(Event.ID.MappingEnd)) {
      SourceLocation keyPlace = locationOf(next);
      Value key = value(next, depth + 1);
      Value value = value(events.getEvent(), depth + 1);
      if (key instanceof Value.Scalar text) {
        entries.add(keyPlace, text, value);
      } else {
        reject(keyPlace, "a key must be text, found " + key.describe());
      }
      next = events.getEvent();
    }
    return new Value.Mapping(place, entries.entries());
  }

  private void rejectTag(@Nullable String tag, SourceLocation place) {
    if (tag != null) {
      String shown = tag.replace(Tag.PREFIX, "!!");
      reject(
          place,
          "the tag '%s' is not supported; leave it out".formatted(PrintableText.printable(shown)));
    }
  }

  private void reject(SourceLocation place, String message) {
    problems.add(new Problem(place, "", message));
  }

  private SourceLocation locationOf(Event event) {
    return YamlReader.location(file, event.getStartMark());
  }
}
