package dev.rollcall.source.launcher.hostlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostListTest {

  /** Far more than the milliseconds that it takes, far less than an expansion would. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int KB_64 = 65_536;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha | alpha",
        "alpha,beta | alpha beta",
        "tux[1-3,6] | tux1 tux2 tux3 tux6",
        "tux[7] | tux7",
        "tux[2,1-2] | tux2 tux1 tux2",
        "tux[1,1] | tux1 tux1",
        "tux[3-3] | tux3",
        "n[08-11] | n08 n09 n10 n11",
        "n[008,9-10] | n008 n9 n10",
        "n[9-011] | n9 n10 n11",
        "n[099-101] | n099 n100 n101",
        "r[0-1]b[0-2] | r0b0 r0b1 r0b2 r1b0 r1b1 r1b2",
        "r[0,2]-[1-2]-ib | r0-1-ib r0-2-ib r2-1-ib r2-2-ib",
        "[1-2] | 1 2",
        "a[1-2][3-4] | a13 a14 a23 a24",
        "a[1-2],b,c[1] | a1 a2 b c1",
        "node-1,node-[2-3] | node-1 node-2 node-3",
        "a.example.org,b[1-2].example.org | a.example.org b1.example.org b2.example.org",
        "a[999999999999999998-999999999999999999] | a999999999999999998 a999999999999999999",
      })
  void theWholeSyntax(String expression, String hosts) throws MalformedHostListException {
    assertEquals(List.of(hosts.split(" ", -1)), HostList.expand(expression));
  }

  @Test
  void theDocumentedExample() throws MalformedHostListException {
    List<String> hosts = HostList.expand("rack[00-12,14]_blade[0-2],alpha,tux[1-3,6]");

    assertEquals(14 * 3 + 1 + 4, hosts.size());
    assertEquals(
        List.of("rack00_blade0", "rack00_blade1", "rack00_blade2", "rack01_blade0"),
        hosts.subList(0, 4));
    assertEquals(
        List.of("rack14_blade2", "alpha", "tux1", "tux2", "tux3", "tux6"), hosts.subList(41, 47));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"        | 1 | expected a host name before it",
        ",a        | 1 | expected a host name before it",
        "a,,b      | 3 | expected a host name before it",
        "a,,       | 3 | expected a host name before it",
        "a]        | 2 | ']' without '[' before it",
        "a[1-2]]   | 7 | ']' without '[' before it",
        "a[1-2     | 2 | '[' without ']' after it",
        "a[        | 2 | '[' without ']' after it",
        "a[1[2]]   | 4 | '[' inside brackets",
        "a[1,[2]]  | 5 | '[' inside brackets",
        "a[]       | 3 | expected a number or a range such as 0-15 between brackets, found ''",
        "a[1,,2]   | 5 | expected a number or a range such as 0-15 between brackets, found ''",
        "a[1,]     | 5 | expected a number or a range such as 0-15 between brackets, found ''",
        "a[-1]     | 3 | expected a number or a range such as 0-15 between brackets, found '-1'",
        "a[1-]     | 3 | expected a number or a range such as 0-15 between brackets, found '1-'",
        "a[1-2-3]  | 3 | expected a number or a range such as 0-15 between brackets, found '1-2-3'",
        "a[5,3-1]  | 5 | expected a number or a range such as 0-15 between brackets, found '3-1'",
        "a[x]      | 3 | expected a number or a range such as 0-15 between brackets, found 'x'",
        "a[1 ]     | 3 | expected a number or a range such as 0-15 between brackets, found '1 '",
        "a[0x1]    | 3 | expected a number or a range such as 0-15 between brackets, found '0x1'",
        "a[٣]      | 3 | expected a number or a range such as 0-15 between brackets, found '٣'",
        "a[1000000000000000000] | 3 | expected a number or a range such as 0-15 between brackets, found '1000000000000000000'",
      })
  void whatIsMalformedIsToldWithItsPlace(String expression, int character, String message) {
    assertEquals(
        "'%s' is not a host list: character %d: %s".formatted(expression, character, message),
        messageFor(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tux[0-999999999]",
        "tux[0-65536]",
        "tux[0-65535],a",
        "a[0-999999999999999999][0-999999999999999999][0-999999999999999999]",
        "a[0-255][0-255][0-1]",
        "a[0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1][0-1]",
        "a[0-999999999999999999,0-999999999999999999,0-999999999999999999]",
      })
  void tooManyAreRefusedBeforeTheyAreMade(String expression) {
    String message = messageFor(expression);

    assertTrue(message.endsWith("stands for more than 65536 hosts"), message);
  }

  @Test
  void theLimitItselfIsAllowed() throws MalformedHostListException {
    assertEquals(65_536, HostList.expand("a[0-255]b[0-255]").size());
  }

  static Stream<String> hostile() {
    return Stream.of(
        "[".repeat(KB_64),
        "]".repeat(KB_64),
        ",".repeat(KB_64),
        "[1".repeat(KB_64 / 2),
        "a[1-2]".repeat(KB_64 / 6),
        "[1]".repeat(KB_64 / 3),
        "[0-9]," + "[0-99999]".repeat(KB_64 / 9),
        "a[" + "0-65535,".repeat(KB_64 / 8) + "1]",
        "a[" + "-".repeat(KB_64) + "]",
        "a[" + "9".repeat(KB_64) + "]",
        "a[" + ",".repeat(KB_64) + "]",
        "x".repeat(KB_64) + "[0-65535]",
        "[0-65535]" + "x".repeat(KB_64),
        "a[1-2],".repeat(KB_64 / 7) + "[");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileExpressionsAreRefusedFast(String expression) {
    String message = assertTimeoutPreemptively(SOON, () -> messageFor(expression));

    assertTrue(message.length() < 400, message);
  }

  @Test
  void theLongestListsThatAreAllowedAreMadeFast() {
    String narrow = "[0-65535]" + "[1]".repeat(240);
    String many = "a,".repeat(KB_64 / 2 - 1) + "a";

    assertEquals(65_536, assertTimeoutPreemptively(SOON, () -> HostList.expand(narrow)).size());
    assertEquals(KB_64 / 2, assertTimeoutPreemptively(SOON, () -> HostList.expand(many)).size());
  }

  private static String messageFor(String expression) {
    return assertThrows(MalformedHostListException.class, () -> HostList.expand(expression))
        .message();
  }
}
