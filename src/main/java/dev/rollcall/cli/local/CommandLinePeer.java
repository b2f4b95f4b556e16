package dev.rollcall.cli.local;

import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer of the command line as a document, so that it is judged like any other. */
final class CommandLinePeer {

  private static final SourceLocation ADDRESS = new SourceLocation.OfName("ADDRESS");
  private static final Pattern PAIR = Pattern.compile("([^=:]*)[=:](.*)", Pattern.DOTALL);

  private final String address;
  private final List<Value.MappingEntry> check = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  CommandLinePeer(String address) {
    this.address = address;
  }

  /** A setting of the check, as an option has it. */
  void check(String option, String key, String value) {
    check.add(scalar(new SourceLocation.OfName(option), key, value));
  }

  /** Pairs such as {@code key=value}, or {@code key: value} as others write headers. */
  void metadata(String option, List<String> pairs) {
    SourceLocation place = new SourceLocation.OfName(option);
    List<Value.MappingEntry> entries =
        pairs.stream().flatMap(pair -> pair(place, pair).stream()).toList();
    if (!entries.isEmpty()) {
      check.add(new Value.MappingEntry(place, "metadata", new Value.Mapping(place, entries)));
    }
  }

  private Optional<Value.MappingEntry> pair(SourceLocation place, String pair) {
    Matcher parts = PAIR.matcher(pair);
    if (!parts.matches()) {
      problems.add(new Problem(place, "", "expected KEY=VALUE, found no '='"));
      return Optional.empty();
    }
    return Optional.of(scalar(place, parts.group(1).strip(), parts.group(2).strip()));
  }

  /** That TLS is spoken. */
  void tls(String option, Optional<String> serverName) {
    SourceLocation place = new SourceLocation.OfName(option);
    List<Value.MappingEntry> entries =
        serverName.stream().map(name -> scalar(place, "server_name", name)).toList();
    check.add(new Value.MappingEntry(place, "tls", new Value.Mapping(place, entries)));
  }

  /** A list of this peer alone. */
  Document document() {
    Value peer =
        new Value.Mapping(
            ADDRESS,
            List.of(
                scalar(ADDRESS, "id", "peer"),
                scalar(ADDRESS, "address", address),
                new Value.MappingEntry(ADDRESS, "check", new Value.Mapping(ADDRESS, check))));
    Value.MappingEntry peers =
        new Value.MappingEntry(ADDRESS, "peers", new Value.Sequence(ADDRESS, List.of(peer)));
    return new Document(new Value.Mapping(ADDRESS, List.of(peers)), problems);
  }

  private static Value.MappingEntry scalar(SourceLocation place, String key, String value) {
    return new Value.MappingEntry(place, key, new Value.Scalar(place, value, false));
  }
}
