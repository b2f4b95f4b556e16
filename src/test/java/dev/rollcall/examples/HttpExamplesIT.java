package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP calls that {@code api.md} shows, between the two comments, print what it shows. */
class HttpExamplesIT {

  private static final String BEGIN = "<!-- http-examples -->";
  private static final String END = "<!-- /http-examples -->";
  private static final String PROMPT = "$ ";
  private static final String PEERS =
      """
      peers:
        - id: node1
          address: 127.0.0.1:50051
          capabilities: {memory_gb: 16, gpu: true}
          labels: {site: factory-a}
        - id: node2
          address: 127.0.0.1:50052
          capabilities: {memory_gb: 8, gpu: false}
      """;

  /** What differs each time, and what it is replaced with. */
  private static final List<Map.Entry<Pattern, String>> VARYING =
      List.of(
          Map.entry(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"), "TIME"),
          Map.entry(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "EPOCH"),
          Map.entry(Pattern.compile("-\\d+-[0-9a-f]{8}\""), "-TAG\""),
          Map.entry(Pattern.compile("\"digest\": ?\"[^\"]*\""), "DIGEST"),
          Map.entry(Pattern.compile("\"\\d+(\\.\\d+)?s\""), "DURATION"),
          Map.entry(Pattern.compile("(\"number\": ?\"|EPOCH/)\\d+"), "$1NUMBER"),
          Map.entry(Pattern.compile("(\"consecutive\\w+\": ?)\\d+"), "$1COUNT"),
          Map.entry(Pattern.compile("(_total\\{.*\\}) [0-9.]+"), "$1 COUNT"));

  private record Example(String command, List<String> output) {}

  @Test
  void theyPrintWhatThePageShows(@TempDir Path directory) throws IOException {
    List<Example> examples = examples(Files.readString(Documents.page("api.md")));
    Prerequisites.require(isInstalled("curl") && isInstalled("jq"), "needs curl and jq");
    try (HealthServer node1 = HealthServer.start()) {
      Files.writeString(
          directory.resolve("peers.yaml"),
          PEERS.replace(":50051", ":" + node1.port()).replace(":50052", ":1"));
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, Map.of(), Map.of()).listening()) {
        Eventually.holds("each was checked", () -> rollcall.lines("was checked").size() == 1);
        for (Example example : examples) {
          String printed =
              run(example.command(), rollcall.port().orElseThrow())
                  .replace(":" + node1.port(), ":50051")
                  .replace("127.0.0.1:1\"", "127.0.0.1:50052\"")
                  .replace("127.0.0.1:1 ", "127.0.0.1:50052 ");
          assertEquals(
              steady(String.join("\n", example.output())),
              steady(printed.replace("\r", "").stripTrailing()),
              example.command());
        }
      }
    }
  }

  private static String run(String command, int port) throws IOException {
    String adapted = command.replace("127.0.0.1:7655", "127.0.0.1:" + port);
    assertFalse(adapted.equals(command), "it calls another address: " + command);
    return SystemCommand.run("bash", "-o", "pipefail", "-c", adapted);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Path.of(path, program).toFile().canExecute());
  }

  /** Fails if there are none, so that the test cannot pass without running anything. */
  private static List<Example> examples(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertFalse(begin < 0 || end < begin, "the page has no " + BEGIN + " ... " + END);
    List<Example> examples = new ArrayList<>();
    boolean inside = false;
    for (String line : page.substring(begin, end).lines().toList()) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith(PROMPT)) {
        examples.add(new Example(line.substring(PROMPT.length()), new ArrayList<>()));
      } else if (inside) {
        examples.get(examples.size() - 1).output().add(line);
      }
    }
    assertFalse(examples.isEmpty());
    return examples;
  }

  private static String steady(String text) {
    String steady = text;
    for (Map.Entry<Pattern, String> varying : VARYING) {
      steady = varying.getKey().matcher(steady).replaceAll(varying.getValue());
    }
    return steady;
  }
}
