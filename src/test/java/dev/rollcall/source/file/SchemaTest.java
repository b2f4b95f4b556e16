package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped schema and our own reader agree on every file of the corpus. */
class SchemaTest {

  private static final JsonSchema SCHEMA = schema();

  static List<Path> good() {
    return Corpus.files("good");
  }

  static List<Path> bad() {
    return Corpus.files("bad");
  }

  static List<Path> badBeyondSchema() {
    return Corpus.files("bad-beyond-schema");
  }

  static List<Path> unreadable() {
    return Corpus.files("unreadable");
  }

  static List<Path> exo() {
    return Corpus.files("exo");
  }

  @ParameterizedTest
  @MethodSource("good")
  void bothAcceptAGoodFile(Path file) {
    assertEquals(List.of(), problems(file));
    assertEquals(Set.of(), violations(file));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void bothRejectABadFile(Path file) {
    assertEquals(Corpus.expected(file), problems(file));
    assertNotEquals(Set.of(), violations(file));
  }

  @ParameterizedTest
  @MethodSource("badBeyondSchema")
  void whatASchemaCannotSayIsForTheReaderAlone(Path file) {
    assertEquals(Corpus.expected(file), problems(file));
    assertEquals(Set.of(), violations(file));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNeitherYamlNorJsonIsReportedToo(Path file) {
    assertEquals(Corpus.expected(file), problems(file));
  }

  @ParameterizedTest
  @MethodSource("exo")
  void exosFilesAreReadThoughTheSchemaIsNotTheirs(Path file) {
    assertEquals(List.of(), problems(file));
    assertNotEquals(Set.of(), violations(file));
  }

  @Test
  void theCorpusIsLargeEnough() {
    assertEquals(true, good().size() >= 15 && bad().size() >= 40);
  }

  @Test
  void everyKeyHasADescription() throws IOException {
    List<String> without = new ArrayList<>();
    collect(SCHEMA.getSchemaNode(), SCHEMA.getSchemaNode(), "", without);

    assertEquals(List.of(), without);
  }

  private static void collect(JsonNode root, JsonNode node, String path, List<String> without) {
    node.path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              String ref = value.path("$ref").asText("#").substring(1);
              JsonNode described = root.at(ref);
              JsonNode target = ref.isEmpty() ? value : described;
              if (!target.has("description")) {
                without.add(path + "." + property.getKey());
              }
              collect(root, target, path + "." + property.getKey(), without);
            });
    if (node.has("items")) {
      String ref = node.get("items").path("$ref").asText("#").substring(1);
      collect(root, ref.isEmpty() ? node.get("items") : root.at(ref), path + "[]", without);
    }
  }

  private static List<String> problems(Path file) {
    return Rosters.problems(
        PeersFile.read(
            String.valueOf(file.getFileName()),
            Corpus.content(file),
            Rosters.NODE,
            Optional.empty()));
  }

  private static Set<ValidationMessage> violations(Path file) {
    String text = new String(Corpus.content(file), StandardCharsets.UTF_8);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      boolean json = file.toString().endsWith(".json");
      return SCHEMA.validate(json ? new ObjectMapper().readTree(plain) : PlainYaml.read(plain));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }

  private static JsonSchema schema() {
    String name = "/META-INF/resources/schema/peers.schema.json";
    try (InputStream in = SchemaTest.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
