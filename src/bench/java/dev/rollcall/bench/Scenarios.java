package dev.rollcall.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the packaged program as a whole, and prints one table: {@code ./mvnw -Pbench verify
 * -Dscenarios}, or {@code -Dscenarios=deaths,idle} for some of it. All of it takes about half an
 * hour. What cannot be measured on a machine is a row with the reason.
 */
public final class Scenarios {

  /** One of them; its files may lie in this directory. */
  @FunctionalInterface
  interface Scenario {
    List<ResultRow> run(Path directory) throws Exception;
  }

  private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

  /** With those that run only if they are named. */
  private static final Map<String, Scenario> BY_NAME = new LinkedHashMap<>();

  static {
    ALL.put("deaths", new PeerDeathScenario());
    ALL.put("drops", new SilentDropScenario());
    ALL.put("lateness", new CheckLatenessScenario());
    ALL.put("idle", new IdleScenario());
    ALL.put("listing", new ListPeersScenario());
    ALL.put("watchers", new WatchersScenario(Duration.ofMinutes(10)));
    ALL.put("idle-watchers", new IdleWatchersScenario());
    ALL.put("start", new StartupScenario());
    BY_NAME.putAll(ALL);
    BY_NAME.put("watchers-briefly", new WatchersScenario(Duration.ofMinutes(1)));
  }

  private Scenarios() {}

  /**
   * @param arguments names, with commas between; {@code true} for all
   */
  public static void main(String... arguments) throws Exception {
    Set<String> names =
        arguments[0].equals("true") ? ALL.keySet() : Set.of(arguments[0].split(","));
    if (!BY_NAME.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "there is no such scenario: '%s'; there are %s"
              .formatted(arguments[0], BY_NAME.keySet()));
    }
    List<ResultRow> rows = new ArrayList<>();
    for (Map.Entry<String, Scenario> scenario : BY_NAME.entrySet()) {
      if (names.contains(scenario.getKey())) {
        rows.addAll(run(scenario.getKey(), scenario.getValue()));
      }
    }
    System.out.println("\n| scenario | measured | bar | |\n| --- | --- | --- | --- |");
    rows.forEach(row -> System.out.println(row.line()));
    // What a scenario that failed left running is not waited for.
    System.exit(0);
  }

  private static List<ResultRow> run(String name, Scenario scenario) throws Exception {
    System.out.println("measuring " + name + " ...");
    long start = System.nanoTime();
    Path directory = Files.createTempDirectory("rollcall-scenario");
    try {
      return scenario.run(directory);
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      return List.of(ResultRow.of(name, "not measured: " + e.getMessage()));
    } finally {
      System.out.println(
          name + " took " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    }
  }
}
