package dev.rollcall.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Types that a library does not promise to keep stay in a few named places, so that it is known
 * which files a new version may break: the packages {@code serve.vertx} and {@code app.tls}, which
 * wrap the internals of Vert.x and of Quarkus' TLS registry, and the files below.
 */
class LibraryInternalsTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rollcall");

  /** Quarkus keeps part of its documented API in packages that are called 'runtime'. */
  private static final DescribedPredicate<JavaClass> PUBLIC_API_OF_QUARKUS =
      resideInAnyPackage("io.quarkus.runtime.annotations")
          .or(
              named(
                  Set.of(
                      "io.quarkus.runtime.LaunchMode",
                      "io.quarkus.runtime.Quarkus",
                      "io.quarkus.runtime.ShutdownDelayInitiatedEvent",
                      "io.quarkus.runtime.ShutdownEvent",
                      "io.quarkus.runtime.StartupEvent",
                      "io.quarkus.runtime.configuration.ConfigurationException")));

  private static final DescribedPredicate<JavaClass> INTERNAL =
      resideInAnyPackage("..impl..", "..internal..", "..runtime..", "sun..", "com.sun..")
          .and(DescribedPredicate.not(resideInAnyPackage("java..", "dev.rollcall..")))
          .and(DescribedPredicate.not(PUBLIC_API_OF_QUARKUS));

  /** Below the parts of its API that SmallRye Health documents, which are in a package 'api'. */
  private static final DescribedPredicate<JavaClass> SMALLRYE_HEALTH =
      resideInAPackage("io.smallrye.health");

  private static final DescribedPredicate<JavaClass> METRICS =
      resideInAnyPackage("io.prometheus..", "io.micrometer..");

  /** Below {@code Yaml}, the class that SnakeYAML's documentation offers. */
  private static final DescribedPredicate<JavaClass> SNAKEYAML =
      resideInAPackage("org.yaml.snakeyaml..");

  @Test
  void internalsOfLibrariesStayInNamedFiles() {
    assertEquals(
        Map.of(
            // The program starts without a server, so it does what the framework does where it
            // serves: keep JDK 24 and later from warning of sun.misc.Unsafe.
            "dev.rollcall.app.Main", Set.of("io.quarkus.runtime.JVMUnsafeWarningsControl"),
            // The name of the logger that reports a failed start; Quarkus 3.37 has no other way to
            // report a TLS configuration without a stack trace.
            "dev.rollcall.app.StartupErrorLogFilter", Set.of("io.quarkus.runtime.Application")),
        users(INTERNAL, "dev.rollcall.serve.vertx", "dev.rollcall.app.tls"));
  }

  @Test
  void theClientOfPrometheusIsUsedInOneFile() {
    assertEquals(
        Map.of(
            // Its class comment has what Micrometer's own meters would cost. Quarkus replaces this
            // client with another one (quarkus issue 47151).
            "dev.rollcall.serve.metrics.ClusterMetrics",
            Set.of(
                "io.micrometer.prometheus.PrometheusMeterRegistry",
                "io.prometheus.client.Collector")),
        users(METRICS));
  }

  @Test
  void theReporterOfHealthIsExtendedInOneFile() {
    assertEquals(
        Map.of(
            // A registry of groups that may change while it is read (smallrye-health issue 397)
            // does not exist; quarkus issue 24523 shows what its hash maps do then.
            "dev.rollcall.serve.health.PeerGroupReporter",
            Set.of(
                "io.smallrye.health.SmallRyeHealth", "io.smallrye.health.SmallRyeHealthReporter")),
        users(SMALLRYE_HEALTH));
  }

  @Test
  void theEventsOfSnakeYamlStayWithTheReaderOfFiles() {
    assertEquals(
        Map.of(
            // Whether a character may stand in YAML as it is.
            "dev.rollcall.cli.local.YamlScalar", Set.of("org.yaml.snakeyaml.reader.StreamReader")),
        users(SNAKEYAML, "dev.rollcall.source.file"));
  }

  /** Who depends on such a type, and on which ones. */
  private static Map<String, Set<String>> users(
      DescribedPredicate<JavaClass> type, String... wherePermitted) {
    Set<String> permitted = Set.of(wherePermitted);
    Map<String, Set<String>> users = new TreeMap<>();
    MAIN.stream()
        .filter(user -> !permitted.contains(user.getPackageName()))
        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> type.test(dependency.getTargetClass().getBaseComponentType()))
        .forEach(dependency -> add(users, dependency));
    return users;
  }

  private static void add(Map<String, Set<String>> users, Dependency dependency) {
    users
        .computeIfAbsent(outermost(dependency.getOriginClass()), user -> new TreeSet<>())
        .add(outermost(dependency.getTargetClass().getBaseComponentType()));
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(LibraryInternalsTest::outermost).orElse(type.getName());
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return DescribedPredicate.describe(
        "is one of " + names, type -> names.contains(type.getName()));
  }
}
