package dev.rollcall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.GeneratedMessage;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What keeps a native binary from being made, or from doing what the jar does, seen without making
 * one. All classes are initialised when it is made, so their static fields are kept in it; and what
 * is reached by a name at run time is there only if the build was told.
 */
class NativeImageTest {

  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rollcall")
          .that(not(resideInAPackage("dev.rollcall.v1..")));

  /** Belong to one run: a socket, a seed, a thread, a time, memory outside of the heap. */
  private static final List<String> OF_ONE_RUN =
      List.of(
          "io.grpc.Channel",
          "io.grpc.Server",
          "io.netty.buffer.ByteBuf",
          "io.netty.channel.Channel",
          "io.netty.channel.ChannelHandler",
          "io.netty.handler.ssl.SslContext",
          "io.netty.util.concurrent.EventExecutorGroup",
          "io.vertx.core.Vertx",
          "io.vertx.core.buffer.Buffer",
          "java.io.Closeable",
          "java.io.FileDescriptor",
          "java.lang.Process",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ref.Cleaner",
          "java.net.InetAddress",
          "java.net.SocketAddress",
          "java.nio.Buffer",
          "java.time.Clock",
          "java.time.Instant",
          "java.time.ZoneId",
          "java.util.Random",
          "java.util.Timer",
          "java.util.UUID",
          "java.util.concurrent.Executor",
          "javax.net.ssl.SSLContext");

  /** Ask what is so at this moment, on this machine. */
  private static final Pattern ASKS =
      Pattern.compile(
          "java\\.lang\\.System\\.(getenv|getProperty|nanoTime|currentTimeMillis|console)"
              + "|java\\.time\\.\\w+\\.now|java\\.time\\.ZoneId\\.systemDefault"
              + "|java\\.lang\\.Runtime\\.(getRuntime|availableProcessors|maxMemory)"
              + "|java\\.lang\\.ProcessHandle\\.\\w+|java\\.lang\\.management\\..*"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.\\w+|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.Locale\\.getDefault|java\\.nio\\.charset\\.Charset\\.defaultCharset"
              + "|java\\.net\\.(InetAddress|NetworkInterface)\\.\\w+|java\\.nio\\.file\\.Files\\.\\w+"
              + "|java\\.lang\\.Thread\\.\\w+|java\\.util\\.concurrent\\.Executors\\.\\w+");

  /** Reach classes, their members, resources and services by names. */
  private static final Pattern BY_NAME =
      Pattern.compile(
          "java\\.lang\\.Class\\.(forName|get\\w*(Method|Field|Constructor)s?|getRecordComponents)"
              + "|java\\.lang\\.Class\\.(getResource|getResourceAsStream|getPermittedSubclasses)"
              + "|java\\.lang\\.ClassLoader\\.(loadClass|get\\w*Resource\\w*|resources)"
              + "|java\\.lang\\.reflect\\.Proxy\\.newProxyInstance"
              + "|java\\.lang\\.reflect\\.(Constructor\\.newInstance|Method\\.invoke|Array\\..*)"
              + "|java\\.lang\\.invoke\\.MethodHandles(\\$Lookup)?\\.\\w+"
              + "|java\\.util\\.ServiceLoader\\.\\w+|java\\.util\\.ResourceBundle\\.getBundle"
              + "|java\\.io\\.Object(In|Out)putStream\\..*");

  /** The framework registers the messages below these itself. */
  private static final List<String> FRAMEWORKS =
      List.of("dev.rollcall.v1.", "com.google.protobuf.", "grpc.health.v1.", "io.grpc.");

  /** A few that are packed into an Any, so that the search is known to find what it is for. */
  private static final Set<String> PACKED =
      Set.of("google.rpc.ErrorInfo", "google.rpc.PreconditionFailure", "google.rpc.RetryInfo");

  private static final Pattern INCLUDES = Pattern.compile(" +includes: (\\S+)");

  /** Our classes that do that, and why what they reach is there. */
  private static final Map<String, String> REACHING =
      Map.of(
          "dev.rollcall.process.ProcessSignals", "META-INF/native-image/dev.rollcall/rollcall",
          "dev.rollcall.serve.page.PageFile", "page/** of the registered resources",
          "dev.rollcall.cli.ProgramVersion", "version.properties of the registered resources");

  /** Resources that the framework's build takes up or registers by itself. */
  private static final Map<String, String> TAKEN_UP =
      Map.of(
          "application.yaml", "its values are recorded at build time",
          "META-INF/native-image/**", "what it says is read by whatever makes the binary",
          "META-INF/resources/**", "static files of the HTTP server",
          "META-INF/services/io.smallrye.config.ConfigSource*",
              "factories and interceptors are recorded");

  @Test
  void nothingStaticBelongsToOneRun() {
    Set<String> found =
        MAIN.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(NativeImageTest::isOfOneRun)
            .map(JavaField::getFullName)
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), found, "they would be made when the binary is made, and kept in it");
  }

  @Test
  void noStaticInitialiserAsksForWhatIsSoNow() {
    Set<String> found =
        MAIN.stream()
            .map(JavaClass::getStaticInitializer)
            .flatMap(Optional::stream)
            .flatMap(initialiser -> initialiser.getAccessesFromSelf().stream())
            .filter(access -> ASKS.matcher(target(access.getTarget().getFullName())).matches())
            .map(Object::toString)
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), found, "it would be answered when the binary is made");
  }

  @Test
  void whatReachesByNameIsKnown() {
    Set<String> found =
        MAIN.stream()
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(NativeImageTest::reachesByName)
            .map(unit -> outermost(unit.getOwner()))
            .collect(toCollection(TreeSet::new));
    assertEquals(
        new TreeSet<>(REACHING.keySet()), found, "register what it reaches, and list it here");
  }

  @Test
  void everyResourceIsRegistered() throws IOException {
    List<String> registered = Stream.concat(includes(), TAKEN_UP.keySet().stream()).toList();
    Set<String> missing = new TreeSet<>(resources());
    missing.removeIf(name -> registered.stream().anyMatch(glob -> matches(glob, name)));
    assertEquals(Set.of(), missing, "not in quarkus.native.resources.includes");
  }

  @Test
  void everyRegisteredResourceIsThere() throws IOException {
    Set<String> resources = resources();
    Set<String> stale = includes().collect(toCollection(TreeSet::new));
    stale.removeIf(glob -> resources.stream().anyMatch(name -> matches(glob, name)));
    assertEquals(Set.of(), stale, "quarkus.native.resources.includes has what is not there");
  }

  /**
   * Packing a message into an Any, and writing it as JSON, reads its descriptor, which reads its
   * class by reflection. The framework registers the contract's messages and protobuf's own.
   */
  @Test
  void everyMessageOfAnotherContractIsRegistered() {
    Map<String, Descriptor> used = new TreeMap<>();
    for (Descriptor type : foreignMessages()) {
      collect(type, used);
    }
    assertTrue(used.keySet().containsAll(PACKED), used::toString);
    Set<String> missing = new TreeSet<>();
    for (Descriptor type : used.values()) {
      missing.add(javaName(type));
      missing.add(javaName(type) + "$Builder");
    }
    missing.removeAll(registeredByAnnotation());
    assertEquals(Set.of(), missing, "not in @RegisterForReflection");
  }

  /** Every message class, or builder of one, that our classes mention and that is not ours. */
  private static List<Descriptor> foreignMessages() {
    return MAIN.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .filter(type -> type.isAssignableTo(GeneratedMessage.class))
        .map(JavaClass::getName)
        .distinct()
        .filter(name -> FRAMEWORKS.stream().noneMatch(name::startsWith))
        .map(NativeImageTest::descriptor)
        .toList();
  }

  private static Descriptor descriptor(String messageClass) {
    try {
      return (Descriptor) Class.forName(messageClass).getMethod("getDescriptor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(messageClass, e);
    }
  }

  private static boolean isOfOneRun(JavaField field) {
    return field.getAllInvolvedRawTypes().stream()
        .anyMatch(type -> OF_ONE_RUN.stream().anyMatch(type::isAssignableTo));
  }

  private static boolean reachesByName(JavaCodeUnit unit) {
    return unit.getAccessesFromSelf().stream()
        .anyMatch(access -> BY_NAME.matcher(target(access.getTarget().getFullName())).matches());
  }

  /** Without the parameters. */
  private static String target(String fullName) {
    int bracket = fullName.indexOf('(');
    return bracket < 0 ? fullName : fullName.substring(0, bracket);
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(NativeImageTest::outermost).orElse(type.getName());
  }

  private static void collect(Descriptor type, Map<String, Descriptor> into) {
    // Those of protobuf itself are registered with the framework's.
    if (type.getFullName().startsWith("google.protobuf.")
        || type.getOptions().getMapEntry()
        || into.putIfAbsent(type.getFullName(), type) != null) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        collect(field.getMessageType(), into);
      }
    }
  }

  private static String javaName(Descriptor type) {
    String name = type.getName();
    for (Descriptor outer = type.getContainingType();
        outer != null;
        outer = outer.getContainingType()) {
      name = outer.getName() + "$" + name;
    }
    return type.getFile().getOptions().getJavaPackage() + "." + name;
  }

  private static Set<String> registeredByAnnotation() {
    return MAIN.stream()
        .map(type -> type.tryGetAnnotationOfType(RegisterForReflection.class.getName()))
        .flatMap(Optional::stream)
        .map(NativeImageTest::targets)
        .flatMap(Arrays::stream)
        .map(JavaClass::getName)
        .collect(toCollection(TreeSet::new));
  }

  private static JavaClass[] targets(JavaAnnotation<?> annotation) {
    return (JavaClass[]) annotation.get("targets").orElse(new JavaClass[0]);
  }

  private static Stream<String> includes() throws IOException {
    String settings = Files.readString(RESOURCES.resolve("application.yaml"), UTF_8);
    Matcher line = INCLUDES.matcher(settings);
    assertTrue(line.find(), "no quarkus.native.resources.includes");
    return Arrays.stream(line.group(1).split(",", -1));
  }

  private static Set<String> resources() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> RESOURCES.relativize(file).toString())
          .collect(toCollection(TreeSet::new));
    }
  }

  private static boolean matches(String glob, String name) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return matcher.matches(Path.of(name));
  }
}
