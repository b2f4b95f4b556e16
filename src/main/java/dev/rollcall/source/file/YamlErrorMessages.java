package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Translates SnakeYAML's errors for people who do not know YAML's grammar. */
final class YamlErrorMessages {

  private YamlErrorMessages() {}

  static InvalidFileException explain(String file, String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    SourceLocation location =
        mark == null ? new SourceLocation.OfName(file) : YamlReader.location(file, mark);
    int line = mark == null ? -1 : mark.getLine();
    String problem = String.valueOf(e.getProblem()).strip();
    String context = String.valueOf(e.getContext());
    if (isBareIpv6(text, line)) {
      return new InvalidFileException(
          location, "an IPv6 address needs quotes, as in \"[fd00::1]:50051\"");
    }
    return new InvalidFileException(location, translate(problem, context, e.getContextMark()));
  }

  private static String translate(String problem, String context, Mark contextMark) {
    String since =
        contextMark == null ? "" : " (begun in line %d)".formatted(contextMark.getLine() + 1);
    if (problem.contains("\\t") || problem.contains("TAB")) {
      return "a tab cannot indent here; use spaces";
    }
    if (context.contains("scanning an alias") || context.contains("scanning an anchor")) {
      return "expected a name after '*' or '&'; quote the text if it begins like that";
    }
    if (problem.contains("cannot start any token")) {
      return "text that begins with this character needs quotes";
    }
    if (problem.contains("escape")) {
      return "YAML has no such escape; in double quotes a backslash itself is written '\\\\'";
    }
    if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return "the text in quotes is never closed" + since;
    }
    if (context.contains("flow sequence")) {
      return "expected ',' or ']' in the list" + since;
    }
    if (context.contains("flow mapping")) {
      return "expected ',' or '}' in the mapping" + since;
    }
    if (problem.contains("expected <block end>")) {
      return "this does not fit what is above it%s; check the indentation".formatted(since);
    }
    if (problem.contains("mapping values are not allowed")) {
      return "a ':' is not allowed here; check the indentation, or quote the text it belongs to";
    }
    if (problem.contains("could not find expected ':'")) {
      return "expected ':' after the key" + since;
    }
    return "is not valid YAML: " + PrintableText.printable(problem);
  }

  // In YAML a bracket begins a list, so the parser does not see an address.
  private static boolean isBareIpv6(String text, int line) {
    String problemLine = text.lines().skip(Math.max(0, line)).findFirst().orElse("");
    int at = problemLine.indexOf("address:");
    return line >= 0
        && at >= 0
        && problemLine.substring(at + "address:".length()).strip().startsWith("[");
  }
}
