package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.browser.Browser;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.peer.PeersFileGenerator;
import dev.rollcall.testing.program.PackagedRollcall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures of the page for people to look at, in target/page; and what a program can see of them:
 * nothing is wider than the window, and no node of the topology covers another one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PagePicturesIT {

  private static final List<Integer> WIDTHS = List.of(390, 1280, 2560);

  private static final String DONE =
      """
      document.querySelector('.connection.live')
        && document.querySelector('#summary').textContent.includes('answer')
        && !document.querySelector('#summary').textContent.includes('not checked yet')""";

  private static final String OVERLAPS =
      """
      const boxes = [...document.querySelectorAll('.graph .node')].map((node) =>
        [node.textContent, node.getBoundingClientRect()]);
      return boxes.flatMap(([a, box], i) => boxes.slice(i + 1)
        .filter(([, other]) => box.left < other.right - 1 && other.left < box.right - 1
          && box.top < other.bottom - 1 && other.top < box.bottom - 1)
        .map(([b]) => a + ' and ' + b));
      """;

  private final Browser browser;

  PagePicturesIT() {
    Browser.required();
    browser = Browser.start();
  }

  @AfterAll
  void end() {
    browser.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 500})
  void nothingIsCutOffOrOverlaps(int count, @TempDir Path directory) throws IOException {
    try (HealthServer open = HealthServer.startAtEveryAddress();
        RefusingPort closed = RefusingPort.take()) {
      new PeersFileGenerator("5s")
          .add("self", "127.0.0.1:" + open.port(), "capabilities: {memory_gb: 128, gpu: true}")
          .motley(count, open.port(), closed.port())
          .writeTo(directory);
      Map<String, String> settings = Map.of("rollcall.node-id", "self");
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, settings, Map.of()).listening()) {
        for (int width : WIDTHS) {
          check("http://127.0.0.1:%d/".formatted(rollcall.port().orElseThrow()), count, width);
        }
      }
    }
  }

  private void check(String url, int count, int width) {
    browser.width(width);
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      browser.open(url);
      browser.until(DONE);
      browser.until(
          "document.querySelectorAll('.links text, .tile').length >= arguments[0]", count);
      String name = "page-%d-peers-%d-%s.png".formatted(count, width, scheme);
      browser.picture(
          Path.of(System.getProperty("rollcall.build-directory", "target"), "page", name));
    }
    assertEquals(List.of(), browser.run(OVERLAPS), "nodes at " + width);
    assertEquals(List.of(), browser.barriers(), "barriers at " + width);
    assertEquals(
        width,
        browser.number("return document.documentElement.scrollWidth"),
        "cut off at " + width);
  }
}
