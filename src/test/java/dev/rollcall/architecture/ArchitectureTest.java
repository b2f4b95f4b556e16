package dev.rollcall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rollcall.directory.Directory;
import io.smallrye.mutiny.groups.UniAwait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that packages depend on each other only as {@code src/docs/architecture.md} has it. */
class ArchitectureTest {

  private static final String ROOT = "dev.rollcall";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(not(resideInAPackage("dev.rollcall.v1..")));

  /** Plain JDK, and known to every package. */
  private static final Set<String> BASE = Set.of("text", "time", "peer");

  /** Checks, and the health that is derived from them. */
  private static final Set<String> JUDGED = Set.of("check", "monitor");

  private static final Set<String> SNAPSHOTS = with(JUDGED, "directory");

  /** Each package, and those of ours that it may see besides itself and {@link #BASE}. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("text", Set.of()),
          Map.entry("time", Set.of()),
          Map.entry("peer", Set.of()),
          Map.entry("source", Set.of()),
          Map.entry("source.document", Set.of()),
          Map.entry("source.roster.check", Set.of("source.document")),
          Map.entry("source.roster", Set.of("source.document", "source.roster.check")),
          Map.entry("source.settings", Set.of("source.document", "source.roster.check")),
          Map.entry(
              "source.file", Set.of("source.document", "source.roster", "source.roster.check")),
          Map.entry("source.launcher.hostlist", Set.of()),
          Map.entry(
              "source.launcher",
              Set.of(
                  "source.document",
                  "source.roster",
                  "source.settings",
                  "source.launcher.hostlist")),
          Map.entry(
              "source.reload", Set.of("source.document", "source.roster.check", "source.file")),
          Map.entry("check.tls", Set.of()),
          Map.entry("check", Set.of("check.tls")),
          Map.entry("check.grpc", Set.of("check", "check.tls")),
          Map.entry("check.exo", Set.of("check", "check.grpc")),
          Map.entry("check.http", Set.of("check")),
          Map.entry("check.tcp", Set.of("check")),
          Map.entry("monitor", Set.of("check")),
          Map.entry("directory", JUDGED),
          Map.entry("log", SNAPSHOTS),
          Map.entry("systemd", SNAPSHOTS),
          Map.entry("serve", Set.of()),
          Map.entry("serve.vertx", Set.of()),
          Map.entry("serve.contract", with(SNAPSHOTS, "v1")),
          Map.entry(
              "serve.grpc", with(SNAPSHOTS, "serve.contract", "serve.vertx", "v1", "v1.health")),
          Map.entry("serve.guard", Set.of("serve.contract", "serve.vertx", "json")),
          Map.entry("serve.health", SNAPSHOTS),
          Map.entry("serve.http", with(SNAPSHOTS, "serve.contract", "serve.guard", "json", "v1")),
          Map.entry("serve.metrics", SNAPSHOTS),
          Map.entry("serve.page", SNAPSHOTS),
          Map.entry("json", Set.of("v1")),
          Map.entry("process", Set.of()),
          Map.entry("cli", Set.of("cli.terminal", "cli.client", "cli.local")),
          Map.entry("cli.terminal", Set.of()),
          Map.entry("cli.tls", Set.of("cli.terminal", "check.tls")),
          Map.entry(
              "cli.client.connection",
              Set.of("cli.terminal", "cli.tls", "check", "check.grpc", "v1")),
          Map.entry(
              "cli.client.format", Set.of("cli.terminal", "cli.client.connection", "json", "v1")),
          Map.entry(
              "cli.client",
              Set.of(
                  "cli.terminal",
                  "cli.client.connection",
                  "cli.client.format",
                  "process",
                  "json",
                  "v1")),
          Map.entry(
              "cli.local",
              Set.of(
                  "cli.terminal",
                  "cli.tls",
                  "source.document",
                  "source.roster",
                  "source.roster.check",
                  "source.settings",
                  "source.file",
                  "source.launcher",
                  "check",
                  "check.tls",
                  "check.grpc",
                  "check.exo",
                  "check.http",
                  "check.tcp")),
          Map.entry("demo", Set.of()));

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  static Stream<Arguments> arrows() {
    return ARROWS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(arrow -> Arguments.of(arrow.getKey(), arrow.getValue()));
  }

  @ParameterizedTest(name = "{0} sees {1}")
  @MethodSource("arrows")
  void aPackageSeesOnlyThoseBeforeIt(String name, Set<String> seen) {
    List<String> allowed = new ArrayList<>(seen.stream().map(ArchitectureTest::full).toList());
    allowed.add(full(name));
    BASE.stream()
        .filter(base -> isBefore(base, name))
        .map(ArchitectureTest::full)
        .forEach(allowed::add);
    noClasses()
        .that()
        .resideInAPackage(full(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.rollcall..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  /** Of the base itself, {@code peer} alone sees another: {@code text}. */
  private static boolean isBefore(String base, String name) {
    return !BASE.contains(name) || (name.equals("peer") && base.equals("text"));
  }

  @Test
  void thereIsNoPackageWithoutARule() {
    Set<String> packages =
        MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    packages.removeIf(name -> name.equals(ROOT) || name.startsWith(full("app")));
    packages.removeIf(name -> ARROWS.keySet().stream().anyMatch(known -> full(known).equals(name)));
    assertEquals(Set.of(), packages);
  }

  @Test
  void theBaseAndProcessArePlainJdk() {
    classes()
        .that()
        .resideInAnyPackage(full("text"), full("peer"), full("time"), full("process"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", full("text"), full("peer"), full("time"), full("process")))
        .check(MAIN);
  }

  @Test
  void theFrameworkStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(full("app") + "..", full("serve") + "..", full("cli") + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "io.quarkus..", "org.eclipse.microprofile..")
        .check(MAIN);
  }

  @Test
  void messagesOfTheWireStayAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            full("serve.contract"),
            full("serve.grpc"),
            full("serve.guard"),
            full("serve.http"),
            full("serve.vertx"),
            full("check.grpc"),
            full("check.exo"),
            full("json"),
            full("cli") + "..",
            full("demo"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.google.protobuf..", "com.google.rpc..", "io.grpc..", "grpc..", full("v1") + "..")
        .check(MAIN);
  }

  @Test
  void thoseWhoAnswerCannotWrite() {
    noClasses()
        .that()
        .resideInAPackage("dev.rollcall.serve..")
        .should()
        .dependOnClassesThat(assignableTo(Directory.class))
        .check(MAIN);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.rollcall.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(not(resideInAPackage("dev.rollcall.v1..")))
        .should()
        .beFinal()
        .check(MAIN);
  }

  @Test
  void nothingBlocks() {
    noClasses()
        .that()
        .resideOutsideOfPackage(full("cli") + "..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat(assignableTo(UniAwait.class))
        .check(MAIN);
  }

  @Test
  void nothingIsPrintedPastTheLogger() {
    noClasses()
        .that()
        .resideOutsideOfPackage(full("cli") + "..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(MAIN);
  }

  private static String full(String name) {
    return ROOT + "." + name;
  }
}
