package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.app.config.RollcallConfig;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.source.launcher.Launchers;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the tables of names in the pages with the code. */
class DocumentedNamesTest {

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** A name of two words at least, so that it is one of a class. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?:\\.java)?`");

  @Test
  void theSettingsAreThoseOfTheProgram() throws IOException {
    Set<String> documented = new TreeSet<>(firstColumn(Files.readString(page("settings.md"))));
    documented.removeIf(name -> !name.startsWith("rollcall."));

    Set<String> known =
        ConfigMappings.getProperties(ConfigClass.configClass(RollcallConfig.class, "rollcall"))
            .keySet()
            .stream()
            // The keys of a peer are documented once, with the peers file.
            .filter(name -> !name.startsWith("rollcall.peers["))
            // Of a list, only its items are.
            .filter(name -> !name.equals("rollcall.links"))
            // One text with commas, as which it is documented.
            .filter(name -> !name.startsWith("rollcall.listen.allowed-hosts["))
            .collect(Collectors.toCollection(TreeSet::new));
    known.add("rollcall.peers[0].id");

    assertEquals(forComparison(known), forComparison(documented));
  }

  /** With one spelling of list items and map keys. */
  private static Set<String> forComparison(Set<String> names) {
    return names.stream()
        .map(name -> name.replaceAll("\\[[^]]*\\]", "[*]").replace(".KEY", ".*"))
        .map(name -> name.replaceAll("\\.\"?\\*\"?$", ".*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theReasonsAreThoseOfTheProgram() throws IOException {
    Set<String> reasons =
        Stream.of(Reason.values()).map(Reason::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        new TreeSet<>(firstColumn(Documents.section("checks.md", "## From checks to a status")));
    assertEquals(reasons, documented);
  }

  @Test
  void theTypesOfCheckAreThoseOfTheProgram() throws IOException {
    Set<String> types =
        Stream.of(CheckKind.class.getPermittedSubclasses())
            .map(DocumentedNamesTest::type)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        types, new TreeSet<>(firstColumn(Documents.section("checks.md", "## Types of check"))));
    String readme = Files.readString(Documents.README);
    assertEquals(
        types,
        new TreeSet<>(
            firstColumn(
                readme.substring(readme.indexOf("## Checks"), readme.indexOf("## Answers")))));
  }

  private static String type(Class<?> kind) {
    try {
      return String.valueOf(kind.getField("TYPE").get(null));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind.getName(), e);
    }
  }

  @Test
  void everyLauncherIsNamedAndShown() throws IOException {
    String settings = Documents.section("settings.md", "## The list");
    String examples = Documents.section("peers-file.md", "## A job launcher's environment");
    Set<String> missing = new TreeSet<>(Launchers.names());
    missing.removeIf(
        name -> settings.contains("`" + name + "`") && examples.contains("from launcher:" + name));
    assertEquals(Set.of(), missing);
  }

  @Test
  void theClassesThatTheArchitectureNamesAreThere() throws IOException {
    String sources = sources();
    Set<String> missing = new TreeSet<>();
    Matcher names = CLASS_NAME.matcher(Files.readString(page("architecture.md")));
    while (names.find()) {
      String declared = "\\b(class|record|interface|enum|rpc|message) " + names.group(1) + "\\b";
      if (!Pattern.compile(declared).matcher(sources).find()) {
        missing.add(names.group(1));
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder : List.of(Path.of("src", "main"), Path.of("src", "test", "java"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(DocumentedNamesTest::isSource).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") || file.toString().endsWith(".proto");
  }

  private static Path page(String name) {
    return Documents.page(name);
  }

  /** The first name of each row of its tables that begins with one. */
  private static List<String> firstColumn(String text) {
    return text.lines()
        .filter(line -> line.startsWith("| `"))
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(name -> name.group(1))
        .toList();
  }

  @Test
  void theProgramsOfTheCommandLineAreListed() throws IOException {
    String commands = Files.readString(Path.of("src/main/java/dev/rollcall/cli/Commands.java"));
    Map<String, String> all =
        Pattern.compile("new (\\w+)Command\\(")
            .matcher(commands)
            .results()
            .map(match -> match.group(1))
            .filter(name -> !name.equals("Rollcall"))
            .collect(
                Collectors.toMap(name -> name.toLowerCase(java.util.Locale.ROOT), name -> name));
    String page = Files.readString(page("cli.md"));
    Set<String> missing = new TreeSet<>(all.keySet());
    missing.removeIf(
        name ->
            page.contains("| `" + name + "`")
                || page.contains("[`" + name + "`](#" + name + ")")
                || page.contains("`rollcall " + name + "`"));
    assertEquals(Set.of(), missing);
  }
}
