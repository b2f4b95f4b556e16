package dev.rollcall.testing.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, as Debian packs it. Nothing is downloaded. */
public final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int HEIGHT = 900;

  /** What cannot be called text any more is not needed in a picture. */
  private static final int TALLEST_PICTURE = 3_000;

  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        ({violations}) => done(violations.flatMap(({id, help, nodes}) =>
          nodes.map((node) => id + ': ' + help + ': ' + node.html + ' ' + node.failureSummary))),
        (error) => done(['axe: ' + error]));
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is none. */
  public static void required() {
    Prerequisites.require(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "needs Debian's chromium and chromium-driver (%s, %s)".formatted(CHROMIUM, DRIVER));
  }

  /** Starts one. */
  public static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    // Root has no sandbox; and containers have little shared memory.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        "--lang=en-GB");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    return new Browser(driver);
  }

  /** Goes there. */
  public void open(String url) {
    driver.get(url);
  }

  /** Makes the window so many pixels wide. */
  public void width(int pixels) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Prefers light or dark from now on. */
  public void scheme(String lightOrDark) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
  }

  /**
   * Runs this in the page.
   *
   * @return what it returns; '' if that is nothing
   */
  public Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** Whether this is so in the page now. */
  public boolean is(String expression, Object... arguments) {
    return Boolean.TRUE.equals(run("return Boolean(" + expression + ")", arguments));
  }

  /** Returns when this is so. */
  public void until(String expression, Object... arguments) {
    until(PATIENCE, expression, arguments);
  }

  /** Returns when this is so; fails after so long, with what the page shows. */
  public void until(Duration patience, String expression, Object... arguments) {
    try {
      Eventually.holds(expression, patience, () -> is(expression, arguments));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the page: " + text() + "; " + complaints(), e);
    }
  }

  /** The text that the page shows. */
  public String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  /** Clicks on the first element of this selector, as people do. */
  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Types into it, after what is there was cleared. */
  public void type(String selector, String text) {
    WebElement field = driver.findElement(By.cssSelector(selector));
    field.clear();
    field.sendKeys(text);
  }

  /** Presses keys, wherever the focus is. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** What those who do not see the page, or not well, would stumble over. */
  public List<String> barriers() {
    if (!is("window.axe")) {
      driver.executeScript(axe());
    }
    Object found = driver.executeAsyncScript(RUN_AXE);
    return found instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** The entries of the browser's console since the last call: errors, blocked resources. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** Keeps a picture of the page down to its end, or as far as a picture should be long. */
  public void picture(Path file) {
    long width = number("return document.documentElement.clientWidth");
    long height = number("return document.documentElement.scrollHeight");
    picture(file, width, Math.min(height, TALLEST_PICTURE));
  }

  /** Keeps a picture of this part of the page, from its upper left corner. */
  public void picture(Path file, long width, long height) {
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    Object data =
        command("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
            .get("data");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this script returns. */
  public long number(String script) {
    return run(script) instanceof Number number ? number.longValue() : -1;
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new AssertionError("axe.min.js is not among the test's dependencies");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
