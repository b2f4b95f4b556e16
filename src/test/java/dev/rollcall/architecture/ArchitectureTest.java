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

/** The packages and their arrows: DESIGN's map, held. */
class ArchitectureTest {

  private static final String ROOT = "dev.rollcall";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(not(resideInAPackage("dev.rollcall.v1..")));

  /** Each package, and those of ours that it may see besides itself. A package has no others. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("peer", Set.of()),
          Map.entry("time", Set.of()),
          Map.entry("source", Set.of("peer", "time")),
          Map.entry("source.file", Set.of("peer", "time", "source")),
          Map.entry("source.launcher", Set.of("peer", "time", "source")),
          Map.entry("check", Set.of("peer", "time")),
          Map.entry("check.grpc", Set.of("peer", "time", "check")),
          Map.entry("check.exo", Set.of("peer", "time", "check", "check.grpc")),
          Map.entry("check.http", Set.of("peer", "time", "check")),
          Map.entry("check.tcp", Set.of("peer", "time", "check")),
          Map.entry("monitor", Set.of("peer", "time", "check")),
          Map.entry("directory", Set.of("peer", "time", "check", "monitor")),
          Map.entry("serve", Set.of()),
          Map.entry(
              "serve.contract", Set.of("peer", "time", "check", "monitor", "directory", "v1")),
          Map.entry(
              "serve.grpc",
              Set.of(
                  "peer",
                  "time",
                  "check",
                  "monitor",
                  "directory",
                  "serve.contract",
                  "v1",
                  "v1.health")),
          Map.entry("serve.health", Set.of("peer", "time", "check", "monitor", "directory")),
          Map.entry(
              "serve.http",
              Set.of(
                  "peer", "time", "check", "monitor", "directory", "serve.contract", "json", "v1")),
          Map.entry("serve.metrics", Set.of("peer", "time", "check", "monitor", "directory")),
          Map.entry("serve.page", Set.of("peer", "time", "check", "monitor", "directory")),
          Map.entry("serve.systemd", Set.of("peer", "time", "check", "monitor", "directory")),
          Map.entry("json", Set.of("v1")),
          Map.entry("process", Set.of()),
          Map.entry("cli", Set.of("peer", "cli.terminal", "cli.client", "cli.local")),
          Map.entry("cli.terminal", Set.of("peer")),
          Map.entry("cli.tls", Set.of("cli.terminal", "peer", "time", "check")),
          Map.entry(
              "cli.client",
              Set.of(
                  "cli.terminal",
                  "cli.tls",
                  "peer",
                  "time",
                  "process",
                  "check",
                  "check.grpc",
                  "json",
                  "v1")),
          Map.entry(
              "cli.local",
              Set.of(
                  "cli.terminal",
                  "cli.tls",
                  "peer",
                  "time",
                  "source",
                  "source.file",
                  "source.launcher",
                  "check",
                  "check.grpc",
                  "check.exo",
                  "check.http",
                  "check.tcp")),
          Map.entry("demo", Set.of("peer", "time")));

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

  @Test
  void thereIsNoPackageWithoutARule() {
    Set<String> packages =
        MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    packages.removeIf(name -> name.equals(ROOT) || name.equals(full("app")));
    packages.removeIf(name -> ARROWS.keySet().stream().anyMatch(known -> full(known).equals(name)));
    assertEquals(Set.of(), packages);
  }

  @Test
  void peerTimeAndProcessArePlainJdk() {
    classes()
        .that()
        .resideInAnyPackage(full("peer"), full("time"), full("process"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", full("peer"), full("time"), full("process")))
        .check(MAIN);
  }

  @Test
  void theFrameworkStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(full("app"), full("serve") + "..", full("cli") + "..")
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
            full("serve.http"),
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
