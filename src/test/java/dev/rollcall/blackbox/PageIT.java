package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.browser.Browser;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.PathPrefixProxy;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.peer.PeersFileGenerator;
import dev.rollcall.testing.program.PackagedRollcall;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a real browser, with real peers. */
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {

  private static final Duration SOON = Duration.ofSeconds(3);

  /** Three checks in a row that time out, and more. */
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private static final String STATUS =
      """
      [...document.querySelectorAll('#table tbody tr')]
        .find((row) => row.querySelector('.id').textContent === arguments[0])
        ?.querySelector('.status').textContent === arguments[1]""";

  private static final String IDS =
      "return [...document.querySelectorAll('#table tbody .id')].map((cell) => cell.textContent)";

  private static final String ROUND_TRIPS =
      "return [...document.querySelectorAll('.links text')].map((text) => text.textContent).join()";

  private static final String FIRST =
      "document.querySelector('#table tbody .id').textContent === arguments[0]";

  private static final String LIVE = "document.querySelector('.connection.live')";

  private final Browser browser;

  PageIT() {
    Browser.required();
    browser = Browser.start();
  }

  @BeforeAll
  void size() {
    browser.width(1280);
  }

  @AfterAll
  void end() {
    browser.close();
  }

  @Test
  void aPeerDiesComesBackAndRollcallEnds(@TempDir Path directory) throws IOException {
    try (HealthServer node1 = HealthServer.start();
        HealthServer node2 = HealthServer.start();
        HealthServer node3 = HealthServer.start();
        PackagedRollcall rollcall = start(directory, node1, node2, node3)) {
      open(rollcall);
      Stream.of("node1", "node2", "node3").forEach(id -> browser.until(STATUS, id, "healthy"));
      browser.until("document.title.startsWith('3 of 3 peers answer')");
      browser.until("document.querySelectorAll('.links text').length === 3");
      browser.run("window.sameDocument = true");

      node2.stopHard();
      browser.until(SOON, STATUS, "node2", "unhealthy");
      browser.until("document.querySelector('#summary').textContent === '2 of 3 peers answer'");
      browser.until("document.querySelector('.graph button .mark.unhealthy')");
      browser.until("document.querySelector('#news').textContent.includes('node2 is unhealthy')");
      node2.startAgain();
      browser.until(STATUS, "node2", "healthy");
      browser.until("document.querySelector('#summary').textContent === '3 of 3 peers answer'");

      // Silent: a peer that refuses the connection would show that the network works.
      for (HealthServer node : List.of(node1, node2, node3)) {
        node.stayQuiet();
        node.endWatches(Status.UNAVAILABLE);
      }
      browser.until(PATIENT, "document.querySelector('#alarms').textContent.includes('cut off')");
      assertAccessible();

      rollcall.terminate();
      browser.until("document.body.innerText.toLowerCase().includes('connection lost')");
      assertAccessible();
      assertTrue(browser.is("window.sameDocument"), "the page was never loaded again");
    }
  }

  @Test
  void filtersSortsAndDetails(@TempDir Path directory) throws IOException {
    try (HealthServer open = HealthServer.startAtEveryAddress();
        RefusingPort closed = RefusingPort.take();
        PackagedRollcall rollcall = motley(directory, 30, open, closed)) {
      open(rollcall);
      browser.until(STATUS, "node05", "unhealthy");
      assertEquals(30, ids().size());
      List<String> complaints = browser.complaints();
      assertEquals(List.of(), complaints);

      // Round trips are no news to the stream, and are asked for.
      Object before = browser.run(ROUND_TRIPS);
      browser.until("(() => {" + ROUND_TRIPS + "})() !== arguments[0]", before);

      browser.click("#statuses button:nth-child(3)");
      browser.until("document.querySelector('#count').textContent === '3 of 30 peers shown'");
      assertEquals(List.of("node05", "node14", "node23"), ids());
      browser.click("#all");
      browser.until("document.querySelectorAll('#table tbody tr').length === 30");

      browser.type("#search", "N100");
      browser.until("document.querySelector('#count').textContent === '6 of 30 peers shown'");
      browser.click("#all");

      browser.click("#by-column");
      browser.type("[aria-label='Filter by Memory']", ">= 64");
      browser.type("[aria-label='Filter by Labels']", "factory-a");
      browser.until("document.querySelector('#count').textContent === '6 of 30 peers shown'");
      assertAccessible();
      browser.click("#all");

      browser.click(".heads .memory button");
      browser.until("document.querySelector('.heads .memory').ariaSort === 'ascending'");
      browser.until(FIRST, "node02");
      browser.click(".heads .memory button");
      browser.until("document.querySelector('.heads .memory').ariaSort === 'descending'");
      browser.until(FIRST, "node03");
      assertEquals("node29", ids().get(29), "what is not known comes last");
      browser.click(".heads .id button");

      browser.until("document.querySelector('.graph button[tabindex=\"0\"]')");
      browser.run("document.querySelector('.graph button[tabindex=\"0\"]').focus()");
      browser.press(Keys.END);
      browser.press(Keys.ARROW_LEFT, Keys.ENTER);
      browser.until("document.querySelector('dialog[open] h2')?.textContent === 'node29'");
      browser.until("document.querySelector('dialog .plot polyline')");
      browser.until("document.querySelector('dialog li')?.textContent.startsWith('healthy')");
      assertAccessible();
      browser.press(Keys.ESCAPE);
      browser.until("!document.querySelector('dialog[open]')");
      assertTrue(browser.is("document.activeElement.ariaLabel?.startsWith('node29')"));

      browser.click("#table tbody tr:nth-child(5) .id button");
      browser.until("document.querySelector('dialog dd').textContent.startsWith('refused')");
      browser.press(Keys.ESCAPE);
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void namesAreShownAsTheyAreAndNothingElseComesOfThem(@TempDir Path directory) throws IOException {
    String markup = "<img src=x onerror=alert(1)>";
    String lengthy = "n".repeat(200);
    List<String> names = List.of(markup, "خادم-الذكاء", lengthy, "计算节点-一号");
    try (HealthServer open = HealthServer.startAtEveryAddress()) {
      PeersFileGenerator roster = new PeersFileGenerator("30s");
      int host = 1;
      for (String name : names) {
        roster.add(
            name,
            "127.0.0.%d:%d".formatted(host++, open.port()),
            "labels: {\"a-b\": \"%s\"}, capabilities: {chip: \"%s\", model: \"%s\"}"
                .formatted(markup, markup, "<script>alert(2)</script>"));
      }
      roster.writeTo(directory);
      try (PackagedRollcall rollcall = rollcall(directory)) {
        open(rollcall);
        for (String name : names) {
          browser.until(STATUS, name, "healthy");
          browser.until(
              "[...document.querySelectorAll('.graph b')].some("
                  + "(b) => b.textContent === arguments[0])",
              name);
        }
        browser.click("#table tbody tr .id button");
        browser.until("document.querySelector('dialog h2').textContent === arguments[0]", markup);
        browser.until("document.querySelector('dialog .plot')");
        assertAccessible();
        browser.picture(pictures("names-details-1280.png"));
        browser.press(Keys.ESCAPE);
        assertEquals(1, browser.number("return document.images.length"), "the one of the header");
        for (int width : List.of(390, 1280)) {
          browser.width(width);
          browser.until("document.documentElement.scrollWidth <= arguments[0]", width);
          browser.until(
              "document.querySelector('.links').viewBox.baseVal.width"
                  + " === document.querySelector('.graph').clientWidth");
          browser.picture(pictures("names-%d.png".formatted(width)));
        }
        assertEquals(List.of(), browser.complaints());
      } finally {
        browser.width(1280);
      }
    }
  }

  @Test
  void itWorksBelowAPathBehindAReverseProxy(@TempDir Path directory) throws Exception {
    try (HealthServer node1 = HealthServer.start();
        HealthServer node2 = HealthServer.start();
        PackagedRollcall rollcall = start(directory, node1, node2);
        PathPrefixProxy proxy = PathPrefixProxy.start("/rc/", rollcall.port().orElseThrow())) {
      browser.open("about:blank");
      List<String> unused = browser.complaints();
      browser.open("http://127.0.0.1:%d/rc/".formatted(proxy.port()));
      browser.until(LIVE);
      browser.until(STATUS, "node2", "healthy");
      browser.click("#table tbody .id button");
      browser.until("document.querySelector('dialog .plot')");
      assertEquals(List.of(), browser.complaints());
      browser.run("document.querySelector('dialog').close()");

      node2.stopHard();
      browser.until(SOON, STATUS, "node2", "unhealthy");
    }
  }

  @Test
  void aTokenIsAskedForAndKeptInTheTab(@TempDir Path directory) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "right");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    try (HealthServer node = HealthServer.start()) {
      new PeersFileGenerator("30s").add("node1", node.address(), "").writeTo(directory);
      Map<String, String> settings = Map.of("rollcall.token-file", "token");
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, settings, Map.of()).listening()) {
        open(rollcall);
        browser.until("!document.querySelector('#token').hidden");
        assertTrue(browser.is("document.querySelector('#content').hidden"));
        assertAccessible();
        browser.type("#token-text", "wrong");
        browser.press(Keys.ENTER);
        browser.until("document.querySelector('#token-title').textContent.startsWith('Another')");
        browser.until("!document.querySelector('#token').hidden");
        browser.type("#token-text", "right");
        browser.press(Keys.ENTER);
        browser.until(STATUS, "node1", "healthy");
        browser.click("#table tbody .id button");
        browser.until("document.querySelector('dialog .plot')");
        open(rollcall);
        browser.until(STATUS, "node1", "healthy");
      }
    }
  }

  @Test
  void aListThatIsRefusedIsTold(@TempDir Path directory) throws IOException {
    try (HealthServer node = HealthServer.start()) {
      new PeersFileGenerator("30s").add("node1", node.address(), "").writeTo(directory);
      Map<String, String> settings = Map.of("rollcall.reload-interval", "1s");
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, settings, Map.of()).listening()) {
        open(rollcall);
        browser.until(STATUS, "node1", "healthy");
        new PeersFileGenerator("30s").add("<b>node2</b>", "127.0.0.1:70000", "").writeTo(directory);
        browser.until("document.querySelector('#alarms').textContent.includes('70000')");
        assertAccessible();
        new PeersFileGenerator("30s").add("<b>node2</b>", node.address(), "").writeTo(directory);
        browser.until(STATUS, "<b>node2</b>", "healthy");
        browser.until("document.querySelector('#alarms').textContent === ''");
        assertEquals(List.of("<b>node2</b>"), ids());
      }
    }
  }

  private void open(PackagedRollcall rollcall) {
    // Whatever the page before this one has to say of its Rollcall, which has ended.
    browser.open("about:blank");
    List<String> unused = browser.complaints();
    browser.open("http://127.0.0.1:%d/".formatted(rollcall.port().orElseThrow()));
    browser.until(LIVE + " || !document.querySelector('#token').hidden");
  }

  private void assertAccessible() {
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      assertEquals(List.of(), browser.barriers(), scheme);
    }
    browser.scheme("light");
  }

  private List<String> ids() {
    return browser.run(IDS) instanceof List<?> ids
        ? ids.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Path pictures(String name) {
    return Path.of(System.getProperty("rollcall.build-directory", "target"), "page", name);
  }

  private static PackagedRollcall motley(
      Path directory, int count, HealthServer open, RefusingPort closed) throws IOException {
    new PeersFileGenerator("1s").motley(count, open.port(), closed.port()).writeTo(directory);
    return rollcall(directory);
  }

  private static PackagedRollcall start(Path directory, HealthServer... servers)
      throws IOException {
    StringBuilder roster = new StringBuilder("peers:\n");
    for (HealthServer server : servers) {
      int number = roster.toString().split("\n", -1).length - 1;
      roster.append("  - {id: node%d, address: %s}\n".formatted(number, server.address()));
    }
    Files.writeString(directory.resolve("peers.yaml"), roster);
    return rollcall(directory);
  }

  private static PackagedRollcall rollcall(Path directory) throws IOException {
    Map<String, String> settings = Map.of("rollcall.check.down-interval", "1s");
    return PackagedRollcall.start(directory, settings, Map.of()).listening();
  }
}
