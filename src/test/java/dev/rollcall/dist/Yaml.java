package dev.rollcall.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the documents of a YAML file as trees, with aliases and merge keys resolved. */
final class Yaml {

  private Yaml() {}

  static List<JsonNode> documents(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    ObjectMapper trees = new ObjectMapper();
    List<JsonNode> documents = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
          .loadAll(reader)
          .forEach(document -> documents.add(trees.valueToTree(document)));
    }
    return documents;
  }
}
