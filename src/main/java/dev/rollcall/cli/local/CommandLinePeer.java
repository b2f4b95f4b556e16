package dev.rollcall.cli.local;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds a peers document from command-line options, so that the readers of a list validate it. */
final class CommandLinePeer {

  private static final SourceLocation ADDRESS = new SourceLocation.OfName("ADDRESS");
  private static final Pattern PAIR = Pattern.compile("([^=:]*)[=:](.*)", Pattern.DOTALL);

  private final String address;
  private final List<DocumentValue.MappingEntry> check = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  CommandLinePeer(String address) {
    this.address = address;
  }

  /** Adds a setting of the check, as an option gives it. */
  void check(String option, String key, String value) {
    check.add(scalar(new SourceLocation.OfName(option), key, value));
  }

  /**
   * Adds a mapping, such as metadata, from {@code key=value}, or {@code key: value} as HTTP headers
   * are written.
   */
  void mapping(String option, String key, List<String> pairs) {
    SourceLocation location = new SourceLocation.OfName(option);
    List<DocumentValue.MappingEntry> entries =
        pairs.stream().flatMap(pair -> pair(location, pair).stream()).toList();
    if (!entries.isEmpty()) {
      check.add(
          new DocumentValue.MappingEntry(
              location, key, new DocumentValue.Mapping(location, entries)));
    }
  }

  private Optional<DocumentValue.MappingEntry> pair(SourceLocation location, String pair) {
    Matcher parts = PAIR.matcher(pair);
    if (!parts.matches()) {
      problems.add(new Problem(location, "", "expected KEY=VALUE, found no '='"));
      return Optional.empty();
    }
    return Optional.of(scalar(location, parts.group(1).strip(), parts.group(2).strip()));
  }

  /** Adds that TLS is used. */
  void tls(String option, Optional<String> serverName) {
    SourceLocation location = new SourceLocation.OfName(option);
    List<DocumentValue.MappingEntry> entries =
        serverName.stream().map(name -> scalar(location, "server_name", name)).toList();
    check.add(
        new DocumentValue.MappingEntry(
            location, "tls", new DocumentValue.Mapping(location, entries)));
  }

  /** A list with this peer only. */
  Document document() {
    DocumentValue peer =
        new DocumentValue.Mapping(
            ADDRESS,
            List.of(
                scalar(ADDRESS, "id", "peer"),
                scalar(ADDRESS, "address", address),
                new DocumentValue.MappingEntry(
                    ADDRESS, "check", new DocumentValue.Mapping(ADDRESS, check))));
    DocumentValue.MappingEntry peers =
        new DocumentValue.MappingEntry(
            ADDRESS, "peers", new DocumentValue.Sequence(ADDRESS, List.of(peer)));
    return new Document(new DocumentValue.Mapping(ADDRESS, List.of(peers)), problems);
  }

  private static DocumentValue.MappingEntry scalar(
      SourceLocation location, String key, String value) {
    return new DocumentValue.MappingEntry(
        location, key, new DocumentValue.Scalar(location, value, false));
  }
}
