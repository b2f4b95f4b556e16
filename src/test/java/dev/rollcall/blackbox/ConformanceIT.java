package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of {@code conformance/rules.md}, each a test, tried by a client of another
 * implementation. A rule that its script says nothing of has failed, and so has one without a row.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceIT {

  private static final Path CONFORMANCE =
      Path.of("src", "test", "resources", "conformance").toAbsolutePath();
  private static final Pattern AREA =
      Pattern.compile("(?m)^## (\\w+)\\n(.*?)(?=^## |\\z)", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z]+-[a-z-]+) \\| (.+?) \\| ");
  private static final Pattern REPORT = Pattern.compile("(OK|FAIL) (\\S+) ?(.*)");

  /** Changes are seen quickly, and a failure is suspected before it is believed. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "rollcall.peers-file", "peers.json",
          "rollcall.node-id", "self",
          "rollcall.check.type", "tcp",
          "rollcall.check.interval", "100ms",
          "rollcall.check.timeout", "1s",
          "rollcall.check.confirm-interval", "50ms",
          "rollcall.check.down-interval", "100ms",
          "rollcall.check.fall", "2",
          "rollcall.check.rise", "1");

  private static final String FIRST_LIST =
      """
      {"peers": [
        {"id": "self", "address": "127.0.0.1:1"},
        {"id": "first", "address": "127.0.0.1:2", "maintenance": true}
      ]}
      """;

  private final PythonClient python;
  private final Path directory;
  private final PackagedRollcall rollcall;

  /** Of the area that only waits: its script and its program idle beside those of the others. */
  private final CompletableFuture<List<String>> keepAlive;

  ConformanceIT(@TempDir Path stubs, @TempDir Path directory, @TempDir Path idle)
      throws IOException, InterruptedException {
    this.python = PythonClient.withStubs(stubs);
    this.directory = directory;
    this.rollcall = start(directory);
    this.keepAlive = CompletableFuture.supplyAsync(() -> printedByItsOwn("keepalive", idle));
  }

  @BeforeAll
  void listens() {
    rollcall.listening();
  }

  @AfterAll
  void close() {
    rollcall.close();
  }

  @TestFactory
  Collection<DynamicTest> listing() throws Exception {
    return tried("listing");
  }

  @TestFactory
  Collection<DynamicTest> errors() throws Exception {
    return tried("errors");
  }

  @TestFactory
  Collection<DynamicTest> reflecting() throws Exception {
    return tried("reflecting");
  }

  @TestFactory
  Collection<DynamicTest> watching() throws Exception {
    return tried("watching");
  }

  @TestFactory
  Collection<DynamicTest> keepAlive() throws Exception {
    return tests("keepalive", keepAlive.get());
  }

  @TestFactory
  Collection<DynamicTest> waiting() throws Exception {
    return tried("waiting");
  }

  @TestFactory
  Collection<DynamicTest> topology() throws Exception {
    return tried("topology");
  }

  @TestFactory
  Collection<DynamicTest> health() throws Exception {
    return tried("health");
  }

  @TestFactory
  Collection<DynamicTest> resuming() throws Exception {
    return tried("resuming");
  }

  /** Ends the program, and so has one of its own. */
  @TestFactory
  Collection<DynamicTest> shutdown(@TempDir Path own) throws IOException {
    return tests("shutdown", printedByItsOwn("shutdown", own));
  }

  /** With the program that all areas share which leave it running: each begins with its list. */
  private Collection<DynamicTest> tried(String area) throws IOException {
    return tests(area, printed(area, directory, rollcall));
  }

  private static Collection<DynamicTest> tests(String area, List<String> printed)
      throws IOException {
    Map<String, String> rules = rules(area);
    Map<String, String> reports = reports(printed);
    return Stream.concat(rules.keySet().stream(), reports.keySet().stream())
        .distinct()
        .map(id -> test(id, rules, reports, printed))
        .toList();
  }

  private List<String> printedByItsOwn(String area, Path own) {
    try (PackagedRollcall started = start(own).listening()) {
      return printed(area, own, started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> printed(String area, Path itsDirectory, PackagedRollcall program)
      throws IOException {
    try {
      return python.run(
          CONFORMANCE.resolve(area + ".py"),
          itsDirectory.toString(),
          String.valueOf(program.port().orElseThrow()),
          String.valueOf(program.pid()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static PackagedRollcall start(Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.json"), FIRST_LIST);
    return PackagedRollcall.start(directory, SETTINGS, Map.of());
  }

  private static DynamicTest test(
      String id, Map<String, String> rules, Map<String, String> reports, List<String> printed) {
    return dynamicTest(
        id + ": " + rules.getOrDefault(id, "it has no row in rules.md"),
        () -> {
          assertTrue(rules.containsKey(id), () -> id + " has no row in rules.md");
          assertEquals("OK", reports.getOrDefault(id, "no report; there was " + printed), id);
        });
  }

  /** What was reported of each rule: OK, or why not. */
  private static Map<String, String> reports(List<String> printed) {
    return printed.stream()
        .map(REPORT::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                report -> report.group(2),
                report -> report.group(1).equals("OK") ? "OK" : report.group(3),
                (one, other) -> other,
                LinkedHashMap::new));
  }

  /** The rules of an area, by id, in words. */
  private static Map<String, String> rules(String area) throws IOException {
    String table = Files.readString(Path.of("src", "test", "resources", "conformance", "rules.md"));
    String rows =
        AREA.matcher(table)
            .results()
            .filter(found -> found.group(1).equals(area))
            .map(found -> found.group(2))
            .findFirst()
            .orElseThrow(() -> new AssertionError("rules.md has nothing of " + area));
    return ROW.matcher(rows)
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row -> row.group(2),
                (one, other) -> {
                  throw new AssertionError("two rules have one id: " + one);
                },
                LinkedHashMap<String, String>::new));
  }
}
