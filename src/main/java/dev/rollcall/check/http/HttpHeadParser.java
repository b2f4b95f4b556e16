package dev.rollcall.check.http;

import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the head of one HTTP/1 response, line by line. As lenient as curl: with line ends, blanks,
 * a missing reason phrase, repeated values of Content-Length and continued lines.
 */
final class HttpHeadParser {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[0-9] +([1-9][0-9]{2})(?: .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private static final String LOCATION = "location";
  private static final String CONTENT_LENGTH = "content-length";
  private static final String CONTENT_ENCODING = "content-encoding";
  private static final String TRANSFER_ENCODING = "transfer-encoding";

  /** The others are not kept. */
  private static final Set<String> USED =
      Set.of(LOCATION, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING);

  private static final String CHUNKED = "chunked";
  private static final String IDENTITY = "identity";

  private final Map<String, List<String>> fields = new HashMap<>();
  private Optional<Integer> status = Optional.empty();
  private Optional<String> lastName = Optional.empty();

  /** Takes the next line; the head if this line ended it. */
  Optional<HttpResponseHead> add(String line) throws InvalidResponseException {
    if (line.indexOf('\0') >= 0) {
      throw InvalidResponseException.invalid("the header has a NUL byte");
    }
    if (status.isEmpty()) {
      status = Optional.of(status(line));
      return Optional.empty();
    }
    if (line.isEmpty()) {
      return Optional.of(head(status.get()));
    }
    if (line.startsWith(" ") || line.startsWith("\t")) {
      continueField(line);
    } else {
      addField(line);
    }
    return Optional.empty();
  }

  private static int status(String line) throws InvalidResponseException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw InvalidResponseException.invalid(
          "the status line %s is malformed; expected one such as 'HTTP/1.1 200 OK'"
              .formatted(quoted(line)));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private void addField(String line) throws InvalidResponseException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw InvalidResponseException.invalid("the header line " + quoted(line) + " has no ':'");
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw InvalidResponseException.invalid("the header line " + quoted(line) + " has no name");
    }
    lastName = Optional.of(name);
    if (USED.contains(name)) {
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
  }

  // A continued line (obs-fold) stands for a blank (RFC 9112, 5.2).
  private void continueField(String line) throws InvalidResponseException {
    if (lastName.isEmpty()) {
      throw InvalidResponseException.invalid(
          "the header begins with a continued line, " + quoted(line));
    }
    List<String> values = fields.get(lastName.get());
    if (values != null) {
      int last = values.size() - 1;
      values.set(last, (values.get(last) + " " + line.strip()).strip());
    }
  }

  private HttpResponseHead head(int code) throws InvalidResponseException {
    List<String> transfer = tokens(TRANSFER_ENCODING).filter(token -> !isIdentity(token)).toList();
    boolean isChunked = !transfer.isEmpty() && transfer.get(transfer.size() - 1).equals(CHUNKED);
    OptionalLong length = contentLength();
    return new HttpResponseHead(
        code,
        fields.getOrDefault(LOCATION, List.of()).stream().findFirst(),
        transfer.isEmpty() ? length : OptionalLong.empty(),
        isChunked,
        Stream.concat(tokens(CONTENT_ENCODING), transfer.stream())
            .filter(token -> !isIdentity(token) && !token.equals(CHUNKED))
            .toList());
  }

  private OptionalLong contentLength() throws InvalidResponseException {
    List<String> lengths = tokens(CONTENT_LENGTH).distinct().toList();
    if (lengths.size() > 1) {
      throw InvalidResponseException.invalid(
          "the header has different values of Content-Length, %s and %s"
              .formatted(quoted(lengths.get(0)), quoted(lengths.get(1))));
    }
    if (!lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
      throw InvalidResponseException.invalid(
          "Content-Length is %s; expected a number of bytes".formatted(quoted(lengths.get(0))));
    }
    return lengths.stream().mapToLong(Long::parseLong).findFirst();
  }

  private Stream<String> tokens(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(token -> token.strip().toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty());
  }

  private static boolean isIdentity(String token) {
    return token.equals(IDENTITY);
  }

  private static String quoted(String text) {
    return "'" + PrintableText.printable(text) + "'";
  }
}
