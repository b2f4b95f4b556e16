package dev.rollcall.source.settings;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problems;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.NaturalOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a document, such as a peers file is parsed to, of the list of peers in the settings. */
public final class SettingsDocument {

  private static final String LINKS = "links";

  private SettingsDocument() {}

  /**
   * Takes the properties that begin with {@code rollcall.peers} and {@code rollcall.links} and no
   * other. Keys may be in kebab-case, except below labels; a link may be one text with a comma.
   *
   * @param properties values by the full name of the property
   */
  public static Document of(Map<String, String> properties) {
    return of(properties, Set.of("peers", LINKS));
  }

  /**
   * @param tops the keys after {@code rollcall.} to take
   */
  static Document of(Map<String, String> properties, Set<String> tops) {
    Problems problems = new Problems(List.of());
    SettingsTree root = new SettingsTree(PropertyName.ROOT);
    properties.keySet().stream()
        .filter(name -> PropertyName.topOf(name).filter(tops::contains).isPresent())
        .sorted(NaturalOrder::compare)
        .forEach(name -> put(root, name, properties.getOrDefault(name, ""), problems));
    DocumentValue value = root.toValue(problems);
    DocumentValue document =
        value instanceof DocumentValue.Mapping mapping ? withSplitLinks(mapping) : value;
    return new Document(document, problems.all());
  }

  private static void put(SettingsTree root, String name, String value, Problems problems) {
    Optional<PropertyName> property = PropertyName.parse(name);
    if (property.isEmpty()) {
      problems.add(
          new SourceLocation.OfName(name),
          "",
          "malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb");
    } else if (property.get().segments().size() > Document.MAX_DEPTH) {
      problems.add(
          new SourceLocation.OfName(name),
          "",
          "is nested too deeply (at most %d levels)".formatted(Document.MAX_DEPTH));
    } else {
      root.put(property.get(), value, problems);
    }
  }

  private static DocumentValue.Mapping withSplitLinks(DocumentValue.Mapping root) {
    List<DocumentValue.MappingEntry> entries = new ArrayList<>();
    for (DocumentValue.MappingEntry entry : root.entries()) {
      boolean links = entry.key().equals(LINKS) && entry.value() instanceof DocumentValue.Sequence;
      entries.add(
          links
              ? new DocumentValue.MappingEntry(entry.location(), LINKS, split(entry.value()))
              : entry);
    }
    return new DocumentValue.Mapping(root.location(), entries);
  }

  private static DocumentValue split(DocumentValue links) {
    return links instanceof DocumentValue.Sequence list
        ? new DocumentValue.Sequence(
            list.location(), list.items().stream().map(SettingsTree::split).toList())
        : links;
  }
}
