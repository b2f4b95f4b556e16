package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

  private static final int MANY = 2_000_000;

  @Test
  void theSameListInJsonIsTheSameRoster() {
    String json =
        """
        {
        \t"defaults": {"check": {"interval": "20s", "jitter": "5%"}},
        \t"peers": [
        \t\t{"id": "a", "address": "10.0.0.1:1", "capabilities": {"memory_gb": 1.6e1, "gpu": true}},
        \t\t{"id": "b", "address": "[fd00::1]:1", "labels": {"site": "x"}, "maintenance": false}
        \t],
        \t"links": [["a", "b"]]
        }
        """;
    String yaml =
        """
        defaults: {check: {interval: 20s, jitter: 5%}}
        peers:
          - {id: a, address: 10.0.0.1:1, capabilities: {memory_gb: 16, gpu: true}}
          - {id: b, address: "[fd00::1]:1", labels: {site: x}, maintenance: false}
        links: [[a, b]]
        """;

    assertEquals(Rosters.valid(yaml), Rosters.valid(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"é😀\" | é😀",
        "\"\\u00e9\\ud83d\\ude00\" | é😀",
        "\"a\\/b\" | a/b",
        "7 | 7",
        "1e3 | 1e3",
        "1.0 | 1.0",
        "true | true",
        "\"<<\" | <<",
        "\"*a\" | *a",
        "\"null\" | null",
      })
  void anIdIsTheTextThatWasWritten(String id, String expected) {
    assertEquals(
        new PeerId(expected),
        Rosters.valid("{\"peers\": [{\"id\": %s, \"address\": \"h:1\"}]}".formatted(id))
            .members()
            .get(0)
            .id());
  }

  @Test
  void aByteOrderMarkTabsAndCarriageReturnsAreFine() {
    String json =
        "\uFEFF\r\n{\t\"peers\":\r\n[{\"id\":\"a\",\"address\":\"h:1\",\"labels\":{\"on\":true,\"n\":1.50},"
            + "\"capabilities\":{\"memory_gb\":1E1}}]}\r\n\t ";

    Peer peer = Rosters.valid(json).members().get(0);

    assertEquals(Map.of("on", "true", "n", "1.50"), peer.labels());
    assertEquals(OptionalDouble.of(10), peer.capabilities().memoryGb());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | p:1:2: the file ends, but the '{' of line 1 is not closed",
        "{\"peers\": [ | p:1:12: the file ends, but the '[' of line 1 is not closed",
        "{\"peers\": [1, | p:1:14: the file ends, but the '[' of line 1 is not closed",
        "{\"peers\": | p:1:10: the file ends, but the '{' of line 1 is not closed",
        "{\\n\"peers\": [\\n1\\n | p:4:1: the file ends, but the '[' of line 2 is not closed",
        "{\"peers | p:1:8: the text in quotes is never closed",
        "{\"peers\": \"é😀 | p:1:14: the text in quotes is never closed",
        "{\"peers\": \"a\\n\"} | p:1:13: the text in quotes does not end in its line; expected '\"'",
        "{\"peers\\n\"} | p:1:8: the text in quotes does not end in its line; expected '\"'",
        "{\"peers\": \"a\tb\"} | p:1:13: a tab in a string is written '\\t'",
        "{\"peers\": \"a\\u0007b\"} | p:1:13: a control character in a string is written '\\u0007'",
        "{\"peers\": \"a\\qb\"} | p:1:13: JSON has no '\\q'; a backslash itself is written '\\\\'",
        "{\"peers\": \"\\u12g4\"} | p:1:16: expected four hexadecimal digits after '\\u', found 'g'",
        "{\"peers\": 1 \\u0007} | p:1:13: the character '\\u0007' is not allowed here",
        "{\"peers\": [1,]} | p:1:14: a comma before ']' is not allowed in JSON",
        "{\"peers\": 1,\\n} | p:2:1: a comma before '}' is not allowed in JSON",
        "{\"peers\": 1,, | p:1:13: expected a key in double quotes, found ','",
        "{\"peers\": ,} | p:1:11: expected a value, found ','",
        "{\"peers\": } | p:1:11: expected a value, found '}'",
        "{\"peers\": 1, links: 2} | p:1:14: expected a key in double quotes, found 'links:'",
        "{\"peers\" [1]} | p:1:10: expected ':' after the key, found '['",
        "{\"peers\"; 1} | p:1:9: expected ':' after the key, found ';'",
        "{\"peers\": 1 \"links\": 2} | p:1:13: expected ',' or '}', found '\"'",
        "{\"peers\": [{} {}]} | p:1:15: expected ',' or ']', found '{'",
        "{\"peers\": [{]} | p:1:13: expected '}' for the '{' of line 1, found ']'",
        "{\"peers\": [1} | p:1:13: expected ']' for the '[' of line 1, found '}'",
        "{\"peers\": 'x'} | p:1:11: expected double quotes, found '",
        "{\"peers\": “x”} | p:1:11: expected double quotes, found “",
        "{\"peers\": 1, 'links': 2} | p:1:14: expected double quotes, found '",
        "{\"peers\": node1} | p:1:11: expected a value, found 'node1'; a string needs double quotes",
        "{\"peers\": é😀} | p:1:11: expected a value, found 'é😀'; a string needs double quotes",
        "{\"peers\": yes} | p:1:11: expected a value, found 'yes'; a string needs double quotes",
        "{\"peers\": True} | p:1:11: expected a value, found 'True'; did you mean 'true'?",
        "{\"peers\": NULL} | p:1:11: expected a value, found 'NULL'; did you mean 'null'?",
        "{\"peers\": NaN} | p:1:11: expected a value, found 'NaN', which is not a number in JSON",
        "{\"peers\": -Infinity} | p:1:11: expected a value, found '-Infinity', which is not a number in JSON",
        "{\"peers\": 0x10} | p:1:11: expected a value, found '0x10'; a string needs double quotes",
        "{\"peers\": 007} | p:1:11: expected a value, found '007'; a string needs double quotes",
        "{\"peers\": +1} | p:1:11: expected a value, found '+1'; a string needs double quotes",
        "{\"peers\": .5} | p:1:11: expected a value, found '.5'; a string needs double quotes",
        "{\"peers\": 1.} | p:1:11: expected a value, found '1.'; a string needs double quotes",
        "{\"peers\": 1e} | p:1:11: expected a value, found '1e'; a string needs double quotes",
        "{\"peers\": -} | p:1:11: expected a value, found '-'; a string needs double quotes",
        "{\"peers\": 10.0.0.1:50051} | p:1:11: expected a value, found '10.0.0.1:50051'; a string needs double quotes",
        "{\"peers\": *a} | p:1:11: expected a value, found '*a'; a string needs double quotes",
        "{\"peers\": &a []} | p:1:11: expected a value, found '&a'; a string needs double quotes",
        "{\"peers\": [] # all\\n} | p:1:14: JSON has no comments",
        "{\"peers\": [], // all\\n} | p:1:15: JSON has no comments",
        "{ // all\\n\"peers\": []} | p:1:3: JSON has no comments",
        "{ /* all */ \"peers\": []} | p:1:3: JSON has no comments",
      })
  void whatIsNoJsonIsOneProblemWithItsPlace(String file, String expected) {
    assertEquals(List.of(expected), Rosters.problems(unescaped(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | p:1:1: 'peers' is missing; expected a list of peers",
        "{\"peers\": null} | p:1:2: peers: has no value",
        "{\"peers\": 1} | p:1:11: peers: expected a list, found text '1'",
        "{\"peers\": []} x | p:1:15: expected nothing more after the '}' that ends the JSON, found 'x' / p:1:11: peers: the list is empty; expected one peer or more",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1\"}]}\\n} | p:2:1: expected nothing more after the '}' that ends the JSON, found '}'",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1\"}]}\\n{\"peers\": []} | p:2:1: expected nothing more after the '}' that ends the JSON, found '{'",
        "{\"peers\": [{\"id\": \"a\", \"id\": \"b\", \"address\": \"h:1\"}]} | p:1:24: peers[0].id: key 'id' is already used at p:1:13",
        "{\"peers\": [{\"id\": \"é😀\", \"address\": \"h:1\",\\r\\n\\t\"adress\": 1}]} | p:2:2: peers[0].adress: unknown key 'adress'; did you mean 'address'?",
        "{\"peers\": [{\"id\": \"é😀\", \"address\": \"h:0\"}]} | p:1:36: peers[0].address: port 0 is out of range (1-65535)",
        "{\"peers\": [{\"id\": \"a\", \"address\": 50051}]} | p:1:35: peers[0].address: '50051' has no port; expected host:port, such as 192.168.1.10:50051",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1e3\"}]} | p:1:35: peers[0].address: port '1e3' is not a whole number (1-65535)",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1\", \"maintenance\": \"true\"}]} | p:1:57: peers[0].maintenance: expected true or false, found text; drop the quotes around 'true'",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1\", \"maintenance\": 1}]} | p:1:57: peers[0].maintenance: expected true or false, found '1'",
        "{\"peers\": [{\"id\": \"a\", \"address\": \"h:1\", \"capabilities\": {\"gpu_count\": 1e0}}]} | p:1:72: peers[0].capabilities.gpu_count: expected a whole number, found '1e0'",
        "{\"peers\": [{\"id\": \"\\ud800\", \"address\": \"h:1\"}]} | p:1:19: peers[0].id: id '\\ud800' has a control character",
        "{\"peers\": [{\"id\": \"a\\tb\", \"address\": \"h:1\"}]} | p:1:19: peers[0].id: id 'a\\u0009b' has a control character",
        "{\"peers\": [{\"<<\": {}, \"id\": \"a\", \"address\": \"h:1\"}]} | p:1:13: peers[0].<<: unknown key '<<'; expected id, address, capabilities, labels, check, maintenance",
        "{\"$schema\": [], \"peers\": [{\"id\": \"a\", \"address\": \"h:1\"}]} | p:1:13: $schema: expected text, found a list",
      })
  void whatIsJsonIsReadLikeAnyOtherList(String file, String expected) {
    String escapes = file.replace("\\n", "\n").replace("\\r", "\r").replace("\n\\t", "\n\t");

    assertEquals(
        List.of(expected.split(" / ")).stream().sorted().toList(),
        Rosters.problems(escapes).stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{peers: [{id: a, address: h:1}]}",
        "{'peers': [{\"id\": \"a\", \"address\": \"h:1\"}]}",
        "{ # in YAML\\n \"peers\": [{id: a, address: h:1,},]}",
        "--- {\"peers\": [{id: a, address: h:1}]}",
      })
  void aBraceMayBeginYamlToo(String file) {
    assertEquals(1, Rosters.valid(unescaped(file)).members().size());
  }

  @Test
  void depthAndCountHaveTheLimitsOfYaml() {
    String deep = "{\"a\":".repeat(10_000);
    String levels = "{\"a\":" + "[".repeat(19) + "]".repeat(19) + "}";
    String many = "{\"a\":[" + "1,".repeat(MANY) + "1]}";

    assertEquals(
        List.of("p:1:101: is nested too deeply (at most 20 levels)"), Rosters.problems(deep));
    assertEquals(2, Rosters.problems(levels).size());
    assertEquals(
        List.of(
            "p:1:%d: there are more than 2000000 values, counting what each alias stands for"
                .formatted(2 * MANY + 1)),
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Rosters.problems(many)));
  }

  @ParameterizedTest
  @CsvSource({"\"", "1", "x", "{\"a", "{\"a\":\"", "{\"a\": 1", "{\"a\": x", "{\"a\": 1 x"})
  void aLongWordIsOneProblemSoon(String start) {
    String file = start + "1".repeat(8 * MANY);

    List<String> problems =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Rosters.problems(file));

    assertEquals(1, problems.size());
    assertEquals(true, problems.get(0).length() < 300, problems.get(0));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\u0007", "\u0007");
  }
}
