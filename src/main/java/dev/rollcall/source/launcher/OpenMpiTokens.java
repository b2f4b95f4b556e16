package dev.rollcall.source.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits an Open MPI host file into statements of words and equals signs. As in its lexer, comments
 * are {@code #}, {@code //} and {@code /*}, also after a host, and a block comment ends a
 * statement.
 *
 * @see <a href="https://github.com/open-mpi/ompi/blob/v4.1.x/orte/util/hostfile/hostfile_lex.l">the
 *     lexer</a>
 */
final class OpenMpiTokens {

  static final String EQUAL = "=";

  private boolean inComment;

  /**
   * A statement.
   *
   * @param column of its first token in the line, from 1, in characters
   * @param tokens words and {@value #EQUAL}; never empty
   */
  record Statement(int column, List<String> tokens) {}

  /** The statements of the next line. */
  List<Statement> next(String line) {
    List<Statement> statements = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (inComment) {
        int end = line.indexOf("*/", at);
        inComment = end < 0;
        at = inComment ? line.length() : end + 2;
      } else {
        int end = endOfCode(line, at);
        add(line, at, end, statements);
        inComment = line.startsWith("/*", end);
        at = inComment ? end + 2 : line.length();
      }
    }
    return statements;
  }

  private static int endOfCode(String line, int from) {
    for (int at = from; at < line.length(); at++) {
      if (line.charAt(at) == '#' || line.startsWith("//", at) || line.startsWith("/*", at)) {
        return at;
      }
    }
    return line.length();
  }

  private static void add(String line, int from, int end, List<Statement> statements) {
    List<String> tokens = new ArrayList<>();
    int first = from;
    int at = from;
    while (at < end) {
      if (isBlank(line.charAt(at))) {
        at++;
        continue;
      }
      int next = endOfToken(line, at, end);
      if (tokens.isEmpty()) {
        first = at;
      }
      tokens.add(line.substring(at, next));
      at = next;
    }
    if (!tokens.isEmpty()) {
      statements.add(new Statement(line.codePointCount(0, first) + 1, tokens));
    }
  }

  private static int endOfToken(String line, int from, int end) {
    if (line.charAt(from) == '=') {
      return from + 1;
    }
    int quote = line.charAt(from) == '"' ? line.indexOf('"', from + 1) : -1;
    if (quote >= 0 && quote < end) {
      return quote + 1;
    }
    int at = from;
    while (at < end && !isBlank(line.charAt(at)) && line.charAt(at) != '=') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }
}
