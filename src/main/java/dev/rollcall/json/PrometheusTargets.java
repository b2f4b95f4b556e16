package dev.rollcall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rollcall.text.AmountFormat;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Flops;
import dev.rollcall.v1.Peer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Formats peers as targets for Prometheus' http_sd, with what is known of them as labels. */
public final class PrometheusTargets {

  private static final String META = "__meta_rollcall_";
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-zA-Z0-9_]");
  private static final JsonFactory FACTORY = new JsonFactory();

  private PrometheusTargets() {}

  /** All of these; none is an empty list. */
  public static String of(List<Peer> peers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartArray();
      for (Peer peer : peers) {
        write(json, peer);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Peer peer) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("targets");
    json.writeString(peer.getAddress());
    json.writeEndArray();
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : labels(peer).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Map<String, String> labels(Peer peer) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(META + "id", peer.getId());
    labels.put(META + "status", StatusNames.of(peer.getHealth().getStatus()));
    addCapabilities(labels, peer.getCapabilities());
    addLabels(labels, new TreeMap<>(peer.getLabelsMap()));
    return labels;
  }

  // Two names may become the same; then the one that needed no change has it, else the first.
  private static void addLabels(Map<String, String> labels, Map<String, String> own) {
    own.forEach(
        (name, value) -> {
          if (!NOT_IN_A_NAME.matcher(name).find()) {
            labels.put(label(name), value);
          }
        });
    own.forEach((name, value) -> labels.putIfAbsent(label(name), value));
  }

  private static String label(String name) {
    return META + "label_" + NOT_IN_A_NAME.matcher(name).replaceAll("_");
  }

  private static void addCapabilities(Map<String, String> labels, Capabilities known) {
    if (known.hasMemoryGb()) {
      add(labels, "memory_gb", AmountFormat.plain(known.getMemoryGb()));
    }
    if (known.hasGpu()) {
      add(labels, "gpu", String.valueOf(known.getGpu()));
    }
    if (known.hasGpuCount()) {
      add(labels, "gpu_count", Integer.toUnsignedString(known.getGpuCount()));
    }
    if (known.hasGpuMemoryGb()) {
      add(labels, "gpu_memory_gb", AmountFormat.plain(known.getGpuMemoryGb()));
    }
    if (known.hasModel()) {
      add(labels, "model", known.getModel());
    }
    if (known.hasChip()) {
      add(labels, "chip", known.getChip());
    }
    addFlops(labels, known.getFlops());
  }

  private static void addFlops(Map<String, String> labels, Flops known) {
    if (known.hasFp32()) {
      add(labels, "flops_fp32", AmountFormat.plain(known.getFp32()));
    }
    if (known.hasFp16()) {
      add(labels, "flops_fp16", AmountFormat.plain(known.getFp16()));
    }
    if (known.hasInt8()) {
      add(labels, "flops_int8", AmountFormat.plain(known.getInt8()));
    }
  }

  private static void add(Map<String, String> labels, String capability, String value) {
    labels.put(META + "capability_" + capability, value);
  }
}
