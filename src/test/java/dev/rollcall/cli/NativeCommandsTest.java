package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.testing.program.InProcessCommand;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands reach by reflection is registered for the native image, by the build. */
class NativeCommandsTest {

  private static final String REGISTERED =
      "/META-INF/native-image/picocli-generated/reflect-config.json";

  /** What is converted without reflection. */
  private static final Set<Class<?>> PLAIN =
      Set.of(String.class, Integer.class, Double.class, Boolean.class, boolean.class);

  private final Map<String, Set<String>> registered = registered();
  private final List<CommandSpec> specs = new ArrayList<>();

  NativeCommandsTest() {
    CommandLine all = InProcessCommand.commands();
    add(all.getCommandSpec());
    all.getSubcommands().values().forEach(command -> add(command.getCommandSpec()));
  }

  private void add(CommandSpec spec) {
    specs.add(spec);
    spec.mixins().values().forEach(this::add);
  }

  private static Map<String, Set<String>> registered() {
    try (InputStream file = NativeCommandsTest.class.getResourceAsStream(REGISTERED)) {
      Map<String, Set<String>> all = new TreeMap<>();
      for (JsonNode type : new ObjectMapper().readTree(file)) {
        Set<String> fields = new TreeSet<>();
        type.path("fields").forEach(field -> fields.add(field.path("name").asText()));
        all.put(type.path("name").asText(), fields);
      }
      return all;
    } catch (IOException e) {
      throw new AssertionError("the build has not written " + REGISTERED, e);
    }
  }

  private Stream<ArgSpec> arguments() {
    return specs.stream().flatMap(spec -> spec.args().stream());
  }

  @Test
  void commandsAndTheirFields() {
    for (CommandSpec spec : specs) {
      Class<?> type = spec.userObject().getClass();
      assertTrue(registered.containsKey(type.getName()), type + " is not registered");
      Stream.<Class<?>>iterate(type, each -> each != Object.class, Class::getSuperclass)
          .forEach(this::assertFieldsRegistered);
    }
  }

  private void assertFieldsRegistered(Class<?> type) {
    Set<String> fields = registered.getOrDefault(type.getName(), Set.of());
    Stream.of(type.getDeclaredFields())
        .filter(NativeCommandsTest::isBound)
        .map(Field::getName)
        .forEach(name -> assertTrue(fields.contains(name), type + "." + name));
  }

  private static boolean isBound(Field field) {
    return Stream.of(Option.class, Parameters.class, Mixin.class, Spec.class)
        .anyMatch(field::isAnnotationPresent);
  }

  @Test
  void converters() {
    Set<String> missing = new TreeSet<>();
    arguments()
        .flatMap(argument -> Stream.of(argument.converters()))
        .map(ITypeConverter::getClass)
        .map(Class::getName)
        .filter(name -> !registered.containsKey(name))
        .forEach(missing::add);
    assertEquals(Set.of(), missing);
  }

  @Test
  void noValueIsConvertedByWhatOnlyReflectionFinds() {
    arguments()
        .filter(argument -> argument.converters().length == 0)
        .flatMap(argument -> argument.typeInfo().getAuxiliaryTypeInfos().stream())
        .forEach(
            type ->
                assertTrue(
                    PLAIN.contains(type.getType())
                        || (type.isEnum() && registered.containsKey(type.getClassName())),
                    type.getClassName() + " needs a converter of its own"));
  }

  @Test
  void theVersionIsFound() {
    assertTrue(
        InProcessCommand.run("--version").out().contains("commit "),
        "version.properties has to be in the image too");
  }
}
