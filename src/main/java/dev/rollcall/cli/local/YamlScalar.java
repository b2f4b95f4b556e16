package dev.rollcall.cli.local;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes text as a YAML scalar that every parser reads as that text, whether YAML 1.1 or 1.2. */
final class YamlScalar {

  /** Needs no quotes: it begins with a letter, unlike numbers and dates. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*+");

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]++:[0-9]++");

  /** Words that YAML 1.1 reads as a boolean or null. */
  private static final Set<String> RESERVED_WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlScalar() {}

  /** The text, in quotes if it needs them. */
  static String of(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !RESERVED_WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /** An address, in quotes if it begins with a bracket. */
  static String address(String address) {
    return ADDRESS.matcher(address).matches() ? address : quoted(address);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isSafe(character)) {
          quoted.appendCodePoint(character);
        } else {
          quoted.append(
              (character > Character.MAX_VALUE ? "\\U%08x" : "\\u%04x").formatted(character));
        }
      }
    }
  }

  // Printable too, but these are line breaks, and 0xfeff a byte order mark.
  private static boolean isSafe(int character) {
    return switch (character) {
      case 0x85, 0x2028, 0x2029, 0xfeff -> false;
      default -> StreamReader.isPrintable(character);
    };
  }
}
