package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static final String EXPECTED = "expected host:port, such as 192.168.1.10:50051";
  private static final String NOT_IPV4 = " is not an IPv4 address (four numbers from 0 to 255)";
  private static final String NOT_NAME =
      " is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)";

  @ParameterizedTest(name = "{0} is host {1} and port {2}")
  @CsvSource({
    "192.168.1.10:50051, 192.168.1.10, 50051",
    "node1:1, node1, 1",
    "node1:65535, node1, 65535",
    "[fd00::1]:50051, fd00::1, 50051",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
  })
  void aHostAndAPortAreRead(String text, String host, int port) {
    Address address = Address.parse(text);

    assertEquals(new Address(host, port), address);
    assertEquals(host, address.host());
    assertEquals(port, address.port());
  }

  static Stream<Arguments> canonicalForms() {
    String label = "a".repeat(63);
    String longest = (label + ".").repeat(3) + "a".repeat(61);
    return Stream.of(
        arguments("0.0.0.0:80", "0.0.0.0:80"),
        arguments("255.255.255.255:80", "255.255.255.255:80"),
        arguments("10.0.0.249:80", "10.0.0.249:80"),
        arguments("10.0.100.0:00080", "10.0.100.0:80"),
        arguments("10.0.100.0:0000000080", "10.0.100.0:80"),
        arguments("node1:80", "node1:80"),
        arguments("NODE1.Example.COM:80", "node1.example.com:80"),
        arguments("node1.example.com.:80", "node1.example.com.:80"),
        arguments("my_stack_worker:80", "my_stack_worker:80"),
        arguments("_a-_:80", "_a-_:80"),
        arguments("1a:80", "1a:80"),
        arguments("10.0.0.a:80", "10.0.0.a:80"),
        arguments("worker.1:80", "worker.1:80"),
        arguments("xn--bcher-kva.example:80", "xn--bcher-kva.example:80"),
        arguments(label + ":80", label + ":80"),
        arguments(longest + ":80", longest + ":80"),
        arguments(longest + ".:80", longest + ".:80"),
        arguments("[::]:80", "[::]:80"),
        arguments("[::1]:80", "[::1]:80"),
        arguments("[1::]:80", "[1::]:80"),
        arguments("[0:0:0:0:0:0:0:0]:80", "[::]:80"),
        arguments("[2001:DB8::A]:80", "[2001:db8::a]:80"),
        arguments("[2001:0db8:0000:0000:0000:0000:0000:0001]:80", "[2001:db8::1]:80"),
        arguments("[2001:db8:1:2:3:4:5:6]:80", "[2001:db8:1:2:3:4:5:6]:80"),
        // A single group of zeros is written out (RFC 5952, 4.2.2).
        arguments("[1:2:3:4:5:6:7::]:80", "[1:2:3:4:5:6:7:0]:80"),
        arguments("[::2:3:4:5:6:7:8]:80", "[0:2:3:4:5:6:7:8]:80"),
        arguments("[1:0:3:4:5:6:7:8]:80", "[1:0:3:4:5:6:7:8]:80"),
        // The longest run is left out, of two the first (4.2.3).
        arguments("[1:0:0:2:0:0:0:3]:80", "[1:0:0:2::3]:80"),
        arguments("[1:0:0:0:2:0:0:3]:80", "[1::2:0:0:3]:80"),
        arguments("[1:0:0:2:3:0:0:4]:80", "[1::2:3:0:0:4]:80"),
        arguments("[0:0:1:2:3:4:0:0]:80", "[::1:2:3:4:0:0]:80"),
        arguments("[1:2:3:4:5:6:0:0]:80", "[1:2:3:4:5:6::]:80"),
        arguments("[::ffff:1.2.3.4]:80", "[::ffff:1.2.3.4]:80"),
        arguments("[::FFFF:102:304]:80", "[::ffff:1.2.3.4]:80"),
        arguments("[64:ff9b::1.2.3.4]:80", "[64:ff9b::102:304]:80"),
        arguments("[1:2:3:4:5:6:1.2.3.4]:80", "[1:2:3:4:5:6:102:304]:80"),
        arguments("[FE80::1%Eth0.1]:80", "[fe80::1%Eth0.1]:80"),
        arguments("[fe80::1%" + "z".repeat(32) + "]:80", "[fe80::1%" + "z".repeat(32) + "]:80"));
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @MethodSource("canonicalForms")
  void anAddressIsWrittenInItsCanonicalForm(String text, String canonical) {
    assertEquals(canonical, Address.parse(text).toString());
  }

  @ParameterizedTest(name = "{1} as {0}")
  @MethodSource("canonicalForms")
  void theCanonicalFormReadsBackAsTheSameAddress(String text, String canonical) {
    Address address = Address.parse(text);

    Address readBack = Address.parse(canonical);

    assertEquals(address, readBack);
    assertEquals(address.hashCode(), readBack.hashCode());
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource({
    "node1:80, node1:81",
    "node1:80, node2:80",
    "node1:80, node1.:80",
    "[fe80::1%eth0]:80, [fe80::1%eth1]:80",
    "[fe80::1%eth0]:80, [fe80::1]:80",
    "[::1]:80, 127.0.0.1:80",
  })
  void addressesOfDifferentPlacesDiffer(String one, String other) {
    assertNotEquals(Address.parse(one), Address.parse(other));
  }

  static Stream<Arguments> malformed() {
    String label = "a".repeat(64);
    String name = ("a".repeat(63) + ".").repeat(3) + "a".repeat(62);
    return Stream.of(
        arguments("", "an address must not be empty; " + EXPECTED),
        arguments(" \t", "an address must not be empty; " + EXPECTED),
        arguments("node1", "'node1' has no port; " + EXPECTED),
        arguments("10.0.0.1", "'10.0.0.1' has no port; " + EXPECTED),
        arguments("[fd00::1]", "'[fd00::1]' has no port; " + EXPECTED),
        arguments("node1:", "the port is missing after ':'; " + EXPECTED),
        arguments("[fd00::1]:", "the port is missing after ':'; " + EXPECTED),
        arguments(":80", "the host is missing; " + EXPECTED),
        arguments("http://node1:80", "'http://node1:80' is a URL; " + EXPECTED),
        arguments("grpc://node1", "'grpc://node1' is a URL; " + EXPECTED),
        arguments("node1:0", "port 0 is out of range (1-65535)"),
        arguments("node1:65536", "port 65536 is out of range (1-65535)"),
        arguments("node1:70000", "port 70000 is out of range (1-65535)"),
        arguments("node1:99999999999", "port 99999999999 is out of range (1-65535)"),
        arguments("node1:-1", "port -1 is out of range (1-65535)"),
        arguments("node1:000000", "port 0 is out of range (1-65535)"),
        arguments("node1:00065536", "port 65536 is out of range (1-65535)"),
        arguments("node1:+5", "port '+5' is not a whole number (1-65535)"),
        arguments("node1:-", "port '-' is not a whole number (1-65535)"),
        arguments("node1:--1", "port '--1' is not a whole number (1-65535)"),
        arguments("node1:1e3", "port '1e3' is not a whole number (1-65535)"),
        arguments("node1:80.0", "port '80.0' is not a whole number (1-65535)"),
        arguments("node1:0x10", "port '0x10' is not a whole number (1-65535)"),
        arguments("node1:http", "port 'http' is not a whole number (1-65535)"),
        arguments("node1: ", "port ' ' is not a whole number (1-65535)"),
        arguments("node1:80 ", "port '80 ' is not a whole number (1-65535)"),
        arguments("node1:80/", "port '80/' is not a whole number (1-65535)"),
        arguments("node1:80\n", "port '80\\u000a' is not a whole number (1-65535)"),
        arguments("node1:\u0668\u0660", "port '\u0668\u0660' is not a whole number (1-65535)"),
        arguments("node1:\uD835\uDFD8", "port '\uD835\uDFD8' is not a whole number (1-65535)"),
        arguments("::1:80", ambiguous("::1:80")),
        arguments("fd00::1", ambiguous("fd00::1")),
        arguments("node1:80:80", ambiguous("node1:80:80")),
        arguments("[node1]:80", "'[node1]:80' has brackets around what is not IPv6"),
        arguments("[10.0.0.1]:80", "'[10.0.0.1]:80' has brackets around what is not IPv6"),
        arguments("[]:80", "'[]:80' has brackets around what is not IPv6"),
        arguments("[::1:80", "'[::1:80' is not an address; expected [IPv6]:port"),
        arguments("::1]:80", "'::1]:80' is not an address; expected [IPv6]:port"),
        arguments("[:80", "'[:80' is not an address; expected [IPv6]:port"),
        arguments("]:80", "']:80' is not an address; expected [IPv6]:port"),
        arguments("a[::1]:80", "'a[::1]:80' is not an address; expected [IPv6]:port"),
        arguments("[::1]a:80", "'[::1]a:80' is not an address; expected [IPv6]:port"),
        arguments("[[::1]]:80", "'[::1]' is not an IPv6 address"),
        arguments("[:]:80", "':' is not an IPv6 address"),
        arguments("[:::]:80", "':::' is not an IPv6 address"),
        arguments("[1::2::3]:80", "'1::2::3' is not an IPv6 address"),
        arguments("[1:2:3]:80", "'1:2:3' is not an IPv6 address"),
        arguments("[1:2:3:4:5:6:7:8:9]:80", "'1:2:3:4:5:6:7:8:9' is not an IPv6 address"),
        arguments("[1:2:3:4:5:6:7:8::]:80", "'1:2:3:4:5:6:7:8::' is not an IPv6 address"),
        arguments("[:1:2:3:4:5:6:7]:80", "':1:2:3:4:5:6:7' is not an IPv6 address"),
        arguments("[::1:]:80", "'::1:' is not an IPv6 address"),
        arguments("[::g]:80", "'::g' is not an IPv6 address"),
        arguments("[node:1]:80", "'node:1' is not an IPv6 address"),
        arguments("[::10000]:80", "'::10000' is not an IPv6 address"),
        arguments("[::-1]:80", "'::-1' is not an IPv6 address"),
        arguments("[:: 1]:80", "':: 1' is not an IPv6 address"),
        arguments("[fd00::\u0661]:80", "'fd00::\u0661' is not an IPv6 address"),
        arguments("[::ffff:1.2.3]:80", "'::ffff:1.2.3' is not an IPv6 address"),
        arguments("[::ffff:1.2.3.256]:80", "'::ffff:1.2.3.256' is not an IPv6 address"),
        arguments("[::1.2.3.4:5]:80", "'::1.2.3.4:5' is not an IPv6 address"),
        arguments("[::ffff:010.0.0.1]:80", "'::ffff:010.0.0.1' is not an IPv6 address"),
        arguments("[::10.0.0.00]:80", "'::10.0.0.00' is not an IPv6 address"),
        arguments("[::00001]:80", "'::00001' is not an IPv6 address"),
        arguments("[::00001%eth0]:80", "'::00001%eth0' is not an IPv6 address"),
        arguments("[fe80::1%]:80", "'fe80::1%' has no valid zone after '%'"),
        arguments("[fe80::1%a b]:80", "'fe80::1%a b' has no valid zone after '%'"),
        arguments("[fe80::1%a%b]:80", "'fe80::1%a%b' has no valid zone after '%'"),
        arguments("[fe80::1%a:b]:80", "'fe80::1%a:b' has no valid zone after '%'"),
        arguments(
            "[fe80::1%" + "z".repeat(33) + "]:80",
            "'fe80::1%" + "z".repeat(33) + "' has no valid zone after '%'"),
        arguments("10.0.0.256:80", "'10.0.0.256'" + NOT_IPV4),
        arguments("10.0.0.1000:80", "'10.0.0.1000'" + NOT_IPV4),
        arguments("10.0.0:80", "'10.0.0'" + NOT_IPV4),
        arguments("10.0.0.0.1:80", "'10.0.0.0.1'" + NOT_IPV4),
        arguments("10..0.1:80", "'10..0.1'" + NOT_IPV4),
        arguments("10.0.0.1.:80", "'10.0.0.1.'" + NOT_IPV4),
        arguments(".10.0.0.1:80", "'.10.0.0.1'" + NOT_IPV4),
        arguments("2130706433:80", "'2130706433'" + NOT_IPV4),
        arguments("010.0.0.1:80", "'010.0.0.1'" + NOT_IPV4),
        arguments("10.0.0.00:80", "'10.0.0.00'" + NOT_IPV4),
        arguments(".:80", "'.'" + NOT_NAME),
        arguments("node1..:80", "'node1..'" + NOT_NAME),
        arguments(".node1:80", "'.node1'" + NOT_NAME),
        arguments("a..b:80", "'a..b'" + NOT_NAME),
        arguments("-node1:80", "'-node1'" + NOT_NAME),
        arguments("node1-:80", "'node1-'" + NOT_NAME),
        arguments("a.-b:80", "'a.-b'" + NOT_NAME),
        arguments("node 1:80", "'node 1'" + NOT_NAME),
        arguments(" node1:80", "' node1'" + NOT_NAME),
        arguments(" 10.0.0.1:80", "' 10.0.0.1'" + NOT_NAME),
        arguments("10.0.0.1 :80", "'10.0.0.1 '" + NOT_NAME),
        arguments("user@node1:80", "'user@node1'" + NOT_NAME),
        arguments("node1/a:80", "'node1/a'" + NOT_NAME),
        arguments("-1.0.0.1:80", "'-1.0.0.1'" + NOT_NAME),
        arguments("fe80%eth0:80", "'fe80%eth0'" + NOT_NAME),
        arguments("b\u00fccher.example:80", "'b\u00fccher.example'" + NOT_NAME),
        arguments("\u0661.0.0.1:80", "'\u0661.0.0.1'" + NOT_NAME),
        arguments("node\u00001:80", "'node\\u00001'" + NOT_NAME),
        arguments("no\nde:80", "'no\\u000ade'" + NOT_NAME),
        arguments("10.0.0.1\n:80", "'10.0.0.1\\u000a'" + NOT_NAME),
        arguments(label + ":80", "'" + label + "'" + NOT_NAME),
        arguments(name + ":80", "'" + name.substring(0, 80) + "...'" + NOT_NAME));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aMalformedAddressIsRefusedWithWhatWasExpected(String text, String message) {
    Exception error = assertThrows(IllegalArgumentException.class, () -> Address.parse(text));

    assertEquals(message, error.getMessage());
  }

  @ParameterizedTest(name = "port {0}")
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
  void aPortOutOfRangeIsRefused(int port) {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> new Address("node1", port));

    assertEquals("port " + port + " is out of range (1-65535)", error.getMessage());
  }

  static Stream<Arguments> veryLong() {
    int length = 1 << 16;
    return Stream.of(
        arguments("blanks", " ".repeat(length)),
        arguments("letters", "a".repeat(length) + ":80"),
        arguments("labels", "a.".repeat(length / 2) + ":80"),
        arguments("dots", ".".repeat(length) + ":80"),
        arguments("digits", "1".repeat(length) + ":80"),
        arguments("numbers", "1.".repeat(length / 2) + "1:80"),
        arguments("digits before a letter", "1".repeat(length) + "x:80"),
        arguments("numbers before a letter", "1.".repeat(length / 2) + "x:80"),
        arguments("hyphens", "-".repeat(length) + ":80"),
        arguments("brackets", "[".repeat(length) + ":80"),
        arguments("colons", ":".repeat(length)),
        arguments("colons in brackets", "[" + ":".repeat(length) + "]:80"),
        arguments("groups", "[" + "1:".repeat(length / 2) + "]:80"),
        arguments("a group", "[::" + "1".repeat(length) + "]:80"),
        arguments("an embedded IPv4", "[::" + "1.".repeat(length / 2) + "]:80"),
        arguments("a zone", "[fe80::1%" + "z".repeat(length) + "]:80"),
        arguments("a port", "node1:" + "1".repeat(length)),
        arguments("control characters", "\n".repeat(length) + ":80"));
  }

  @ParameterizedTest(name = "64 KB of {0}")
  @MethodSource("veryLong")
  void aVeryLongTextIsRefusedAtOnceWithAShortMessage(String what, String text) {
    Exception error =
        assertTimeoutPreemptively(
            Duration.ofSeconds(2),
            () -> assertThrows(IllegalArgumentException.class, () -> Address.parse(text), what));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.length() < 650, message);
  }

  @Test
  void theHostOfANewAddressIsCheckedAndMadeCanonicalToo() {
    assertEquals("fd00::a", new Address("FD00:0::A", 80).host());
    assertThrows(IllegalArgumentException.class, () -> new Address("node 1", 80));
    assertThrows(IllegalArgumentException.class, () -> new Address("", 80));
  }

  private static String ambiguous(String text) {
    return "'%s' is ambiguous: an IPv6 host goes in brackets, as in [fd00::1]:50051"
        .formatted(text);
  }
}
