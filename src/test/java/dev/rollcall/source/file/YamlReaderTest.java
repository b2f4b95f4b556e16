package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.source.roster.check.CheckDefaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private static final String GOOD = "peers: [{id: a, address: h:1}]\\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | p:1:1: is empty; expected 'peers' with a list of peers",
        "# only this\\n | p:1:1: is empty; expected 'peers' with a list of peers",
        "`\\n\\n  \\n` | p:1:1: is empty; expected 'peers' with a list of peers",
        "---\\n | p:2:1: is empty; expected 'peers' with a list of peers",
        "null | p:1:1: is empty; expected 'peers' with a list of peers",
        "peers:\\n\\t- id: a\\n | p:2:1: a tab cannot indent here; use spaces",
        "peers:\\n  - id: a\\n   address: h:1\\n | p:3:4: this does not fit what is above it (begun in line 2); check the indentation",
        "peers:\\n  - id: a: b\\n | p:2:10: a ':' is not allowed here; check the indentation, or quote the text it belongs to",
        "peers:\\n  - id: \"a\\n | p:3:1: the text in quotes is never closed (begun in line 2)",
        "links: [[a, b]\\npeers: []\\n | p:2:1: expected ',' or ']' in the list (begun in line 1)",
        "peers: [{id: a, address: h:1]\\n | p:1:29: expected ',' or '}' in the mapping (begun in line 1)",
        "peers:\\n  - address: [fd00::1]:50051\\n | p:2:23: an IPv6 address needs quotes, as in \"[fd00::1]:50051\"",
        "peers: [{id: @a}]\\n | p:1:14: text that begins with this character needs quotes",
        "peers: [{id: *}]\\n | p:1:15: expected a name after '*' or '&'; quote the text if it begins like that",
        "peers: *x\\n | p:1:8: the alias '*x' has no anchor before it",
        "peers: &a [*a]\\n | p:1:12: the alias '*a' is inside its own value",
        "peers: [&a {id: x, <<: *a}]\\n | p:1:24: the alias '*a' is inside its own value",
        "peers: \"\\0\"\\n | p:1:9: the character U+0000 is not allowed in YAML",
        "peers: \"\\U | p:1:11: expected the hexadecimal digits of a character after '\\x', '\\u' or '\\U'",
        "peers: \"\\x | p:1:11: expected the hexadecimal digits of a character after '\\x', '\\u' or '\\U'",
        "peers: \"\\UFFFFFFFF\" | p:1:11: expected the hexadecimal digits of a character after '\\x', '\\u' or '\\U'",
        "peers: \"\\u12 | p:1:13: the text in quotes is never closed (begun in line 1)",
        "peers: \"\\U00110000\" | p:1:11: YAML has no such escape; in double quotes a backslash itself is written '\\\\'",
        "peers: \"\\u12g4\" | p:1:11: YAML has no such escape; in double quotes a backslash itself is written '\\\\'",
        "peers: \"\\q\" | p:1:10: YAML has no such escape; in double quotes a backslash itself is written '\\\\'",
        "é😀: \\u0007 | p:1:5: the character U+0007 is not allowed in YAML",
      })
  void whatCannotBeReadIsOneProblemWithItsPlace(String file, String expected) {
    assertEquals(List.of(expected), Rosters.problems(unescaped(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        GOOD + "---\\n" + GOOD + " | p:2:1: a second document begins here; expected one",
        "peers: [!foo {id: a, address: h:1}] | p:1:9: the tag '!foo' is not supported; leave it out",
        "peers: !!java.net.URL [{id: a, address: h:1}] | p:1:8: the tag '!!java.net.URL' is not supported; leave it out",
        "peers: [{id: !!str a, address: h:1}] | p:1:14: the tag '!!str' is not supported; leave it out",
        "peers: [{id: a, address: h:1, <<: x}] | p:1:31: '<<' takes mappings, found text 'x'",
        "peers: [{id: a, address: h:1, <<: {}, <<: {}}] | p:1:39: key '<<' is already used at p:1:31; merge a list",
        "peers: [{id: a, address: h:1, [x]: y}] | p:1:31: a key must be text, found a list",
        "peers: [{id: a, address: h:1, ~: y}] | p:1:31: a key must be text, found nothing",
        "peers: [{id: a, address: h:1, \"<<\": {}}] | p:1:31: peers[0].<<: unknown key '<<'; expected id, address, capabilities, labels, check, maintenance",
        "peers: [{id: \"é😀\", address: h:1, é: y}] | p:1:34: peers[0].é: unknown key 'é'; expected id, address, capabilities, labels, check, maintenance",
        "\\ufeffpeers: [{id: a, address: h:1, x: y}] | p:1:31: peers[0].x: unknown key 'x'; expected id, address, capabilities, labels, check, maintenance",
        "peers:\\r\\n- {id: a, address: h:1,\\r\\n  x: y} | p:3:3: peers[0].x: unknown key 'x'; expected id, address, capabilities, labels, check, maintenance",
        "peers: [{id: a, address: h:1}]\\npeers: [] | p:2:1: peers: key 'peers' is already used at p:1:1",
      })
  void whatCanBeReadAllTheSameIsOneProblemAmongOthers(String file, String expected) {
    assertEquals(List.of(expected), Rosters.problems(unescaped(file)));
  }

  @Test
  void mistakesOfFormAndOfContentAreToldTogether() {
    assertEquals(
        List.of(
            "p:1:14: the tag '!x' is not supported; leave it out",
            "p:1:31: peers[0].address: port 0 is out of range (1-65535)"),
        Rosters.problems("peers: [{id: !x a, address:   h:0}]"));
  }

  @Test
  void aBrokenCharacterAfterAByteOrderMarkHasItsOwnColumn() {
    byte[] bytes = "\uFEFFä x".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xff;

    assertEquals(
        List.of("p:1:3: byte 0xff is not UTF-8, which is expected"),
        Rosters.problems(Rosters.read(bytes, CheckDefaults.NONE, Optional.empty())));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace("\\0", "\0")
        .replace("\\u0007", "\u0007")
        .replace("\\ufeff", "\ufeff");
  }
}
