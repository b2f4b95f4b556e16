package dev.rollcall.source.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as an editor's schema support sees it: plain scalars become numbers and booleans by the core
 * schema of YAML 1.2, and merge keys are resolved. It shares nothing with our own reader.
 */
final class PlainYaml {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

  private PlainYaml() {}

  /** The first document. */
  static JsonNode read(String text) {
    Iterator<Node> documents =
        new Yaml(new LoaderOptions()).composeAll(new StringReader(text)).iterator();
    return documents.hasNext() ? node(documents.next()) : NODES.nullNode();
  }

  private static JsonNode node(Node node) {
    if (node instanceof MappingNode mapping) {
      ObjectNode object = NODES.objectNode();
      mapping.getValue().forEach(entry -> put(object, entry));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.getValue().forEach(item -> array.add(node(item)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static void put(ObjectNode object, NodeTuple entry) {
    String key = ((ScalarNode) entry.getKeyNode()).getValue();
    JsonNode value = node(entry.getValueNode());
    if (!key.equals("<<")) {
      object.set(key, value);
    } else if (value instanceof ArrayNode sources) {
      sources.forEach(source -> merge(object, source));
    } else {
      merge(object, value);
    }
  }

  // The corpus has its merge keys first, so what follows them may well write over them.
  private static void merge(ObjectNode object, JsonNode source) {
    source.properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return NODES.textNode(text);
    }
    if (NULLS.contains(text)) {
      return NODES.nullNode();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return NODES.booleanNode(TRUE.contains(text));
    }
    if (text.matches("[-+]?[0-9]+")) {
      return NODES.numberNode(new BigInteger(text));
    }
    if (text.matches("0x[0-9a-fA-F]+")) {
      return NODES.numberNode(new BigInteger(text.substring(2), 16));
    }
    if (text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
      return NODES.numberNode(new BigDecimal(text));
    }
    return text.matches("[-+]?\\.(inf|Inf|INF)")
        ? NODES.numberNode(Double.POSITIVE_INFINITY)
        : NODES.textNode(text);
  }
}
