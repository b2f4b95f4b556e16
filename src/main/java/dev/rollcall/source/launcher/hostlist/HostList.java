package dev.rollcall.source.launcher.hostlist;

import dev.rollcall.peer.Roster;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/**
 * Expands Slurm's compressed host lists: {@code rack[00-12,14]_blade[0-2],alpha}. The time is
 * linear in the length of the expression and the number of hosts, which is limited before any host
 * is generated.
 */
public final class HostList {

  /** The most hosts that an expression may expand to, duplicates included. */
  static final int MAX_HOSTS = Roster.MAX_MEMBERS;

  private final String expression;
  private final List<HostListPattern> patterns = new ArrayList<>();
  private long hosts;

  private HostList(String expression) {
    this.expression = expression;
  }

  /**
   * The hosts in the order of the expression, the rightmost brackets varying fastest; duplicates
   * are kept.
   *
   * @throws MalformedHostListException with a message for the user
   */
  public static List<String> expand(String expression) throws MalformedHostListException {
    HostList list = new HostList(expression);
    list.parse();
    List<String> all = new ArrayList<>((int) list.hosts);
    list.patterns.forEach(pattern -> pattern.expandInto(all));
    return all;
  }

  private void parse() throws MalformedHostListException {
    HostListPattern pattern = new HostListPattern();
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (c == '[') {
        int close = closingBracket(at);
        pattern.add(numbers(at + 1, expression.substring(at + 1, close)));
        at = close + 1;
      } else if (c == ']') {
        throw malformed(at, "']' without '[' before it");
      } else if (c == ',') {
        end(pattern, at);
        pattern = new HostListPattern();
        at++;
      } else {
        int end = endOfText(at);
        pattern.add(expression.substring(at, end));
        at = end;
      }
    }
    boolean isAfterLastSeparator = pattern.isEmpty() && expression.endsWith(",");
    if (!isAfterLastSeparator || patterns.isEmpty()) {
      end(pattern, at);
    }
  }

  private void end(HostListPattern pattern, int at) throws MalformedHostListException {
    if (pattern.isEmpty()) {
      throw malformed(at, "expected a host name before it");
    }
    if (pattern.longest() > HostListPattern.MAX_LENGTH) {
      throw malformed(
          at,
          "the name before it has %d characters; expected at most %d"
              .formatted(pattern.longest(), HostListPattern.MAX_LENGTH));
    }
    hosts += pattern.count();
    if (hosts > MAX_HOSTS) {
      throw new MalformedHostListException(
          "'%s' stands for more than %d hosts"
              .formatted(PrintableText.printable(expression), MAX_HOSTS));
    }
    patterns.add(pattern);
  }

  private int closingBracket(int open) throws MalformedHostListException {
    for (int i = open + 1; i < expression.length(); i++) {
      if (expression.charAt(i) == ']') {
        return i;
      }
      if (expression.charAt(i) == '[') {
        throw malformed(i, "'[' inside brackets");
      }
    }
    throw malformed(open, "'[' without ']' after it");
  }

  private int endOfText(int from) {
    int at = from;
    while (at < expression.length() && "[],".indexOf(expression.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private NumberRanges numbers(int from, String between) throws MalformedHostListException {
    NumberRanges ranges = new NumberRanges();
    int at = from;
    for (String part : between.split(",", -1)) {
      if (!ranges.add(part)) {
        throw malformed(
            at,
            "expected a number or a range such as 0-15 between brackets, found '%s'"
                .formatted(PrintableText.printable(part)));
      }
      at += part.length() + 1;
    }
    return ranges;
  }

  private MalformedHostListException malformed(int at, String message) {
    return new MalformedHostListException(
        "'%s' is not a host list: character %d: %s"
            .formatted(PrintableText.printable(expression), at + 1, message));
  }
}
