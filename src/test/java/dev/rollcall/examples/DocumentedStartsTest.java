package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.config.RollcallConfig;
import dev.rollcall.app.config.RollcallProperties;
import dev.rollcall.app.config.RosterSourceResolver;
import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.text.Plural;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the documents show of a start is what the program makes of that list: each {@code rollcall}
 * of a block after the comment {@code <!-- starts -->} is typed into a shell, which notes the
 * environment and the options; a file that is shown by {@code cat} is there.
 */
class DocumentedStartsTest {

  private static final String MARK = "<!-- starts -->\n```console\n";
  private static final String PROMPT = "$ ";
  private static final String ELISION = "... ";
  private static final String OPTIONS = "OPTIONS";

  private static final Map<String, String> SETTINGS =
      Map.of("--peers", "rollcall.peers-file", "--node-id", "rollcall.node-id");

  private final Path root;
  private Path directory;

  DocumentedStartsTest(@TempDir Path root) {
    this.root = root;
    this.directory = root;
  }

  /** A command and what the document shows below it. */
  private record Example(String command, List<String> output) {}

  /** What the shell has made of a command. */
  private record Call(Map<String, String> environment, Map<String, String> settings) {}

  @ParameterizedTest
  @CsvSource({"README.md, 1", "src/docs/peers-file.md, 15"})
  void whatIsShownIsSo(Path document, int least) throws IOException {
    int starts = 0;
    for (List<Example> block : blocks(Files.readString(document))) {
      directory = Files.createTempDirectory(root, "block");
      String exports = "";
      for (Example example : block) {
        if (example.command().startsWith("cat ")) {
          Files.write(directory.resolve(example.command().substring(4)), example.output());
        } else if (example.command().startsWith("export ")) {
          exports += example.command() + "\n";
        } else if (example.output().isEmpty()) {
          run(example.command());
        } else {
          starts++;
          assertEquals(
              String.join("\n", example.output()),
              start(call(exports + example.command())),
              example.command());
        }
      }
    }
    assertTrue(starts >= least, "only " + starts);
  }

  private static List<List<Example>> blocks(String text) {
    List<List<Example>> blocks = new ArrayList<>();
    int mark = text.indexOf(MARK);
    while (mark >= 0) {
      int begin = mark + MARK.length();
      blocks.add(examples(text.substring(begin, text.indexOf("\n```", begin))));
      mark = text.indexOf(MARK, begin);
    }
    return blocks;
  }

  private static List<Example> examples(String block) {
    List<Example> examples = new ArrayList<>();
    for (String line : block.lines().toList()) {
      if (line.startsWith(PROMPT)) {
        examples.add(new Example(line.substring(PROMPT.length()), new ArrayList<>()));
      } else {
        examples.get(examples.size() - 1).output().add(line);
      }
    }
    return examples;
  }

  private Call call(String commands) throws IOException {
    String noted =
        run("rollcall() { env -0; printf '%s\\0' " + OPTIONS + " \"$@\"; }\n" + commands);
    List<String> words = Arrays.asList(noted.split("\0", -1));
    int options = words.indexOf(OPTIONS);
    return new Call(
        words.subList(0, options).stream()
            .map(variable -> variable.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
        settings(words.subList(options + 1, words.size() - 1)));
  }

  private String run(String commands) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("bash", "--norc", "-c", commands);
    shell.directory(directory.toFile()).redirectErrorStream(true);
    shell.environment().keySet().retainAll(List.of("PATH"));
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.onExit().join().exitValue(), commands + ": " + printed);
    return printed;
  }

  /** Files are found in the directory of the test, which is not that of the process. */
  private Map<String, String> settings(List<String> options) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i + 1 < options.size(); i += 2) {
      settings.put(SETTINGS.getOrDefault(options.get(i), options.get(i)), options.get(i + 1));
    }
    Optional.ofNullable(settings.get("rollcall.peers-file"))
        .or(() -> Optional.of("peers.yaml").filter(name -> Files.exists(directory.resolve(name))))
        .ifPresent(name -> settings.put("rollcall.peers-file", directory.resolve(name).toString()));
    return settings;
  }

  /** What the program says at such a start, without what is different each time. */
  private String start(Call call) {
    ParseResult<StartupConfig> read =
        new RosterSourceResolver(
                RollcallProperties.of(config(call)),
                path -> false,
                new Environment(call.environment(), path -> TextFile.read(directory.resolve(path))),
                false,
                settings -> Optional.empty())
            .read();
    if (read instanceof Valid<StartupConfig> valid) {
      return ELISION + withoutDirectory(summary(valid.value()));
    }
    return withoutDirectory(
        ProblemReport.startupFailure(
            ProblemReport.lines(((Invalid<StartupConfig>) read).problems())));
  }

  private String withoutDirectory(String text) {
    return text.replace(System.lineSeparator(), "\n").replace(directory + "/", "");
  }

  private static String summary(StartupConfig config) {
    return "%s from %s%s"
        .formatted(
            Plural.of(config.firstRoster().roster().peers().size(), "peer"),
            config.firstRoster().source(),
            config.firstRoster().roster().self().map(id -> ", this node is " + id).orElse(""));
  }

  private static SmallRyeConfig config(Call call) {
    return new SmallRyeConfigBuilder()
        .withMapping(RollcallConfig.class)
        .withMappingIgnore("rollcall.**")
        .withSources(
            new EnvConfigSource(call.environment(), 300),
            new PropertiesConfigSource(call.settings(), "options", 400))
        .build();
  }
}
