package dev.rollcall.serve.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rollcall.directory.Listing;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Capabilities.Flops;
import dev.rollcall.peer.Peer;
import dev.rollcall.serve.contract.Messages;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Peers as Prometheus discovers them (http_sd): a target each, and what is known of it. */
final class Targets {

  private static final String META = "__meta_rollcall_";
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-zA-Z0-9_]");
  private static final JsonFactory FACTORY = new JsonFactory();

  private Targets() {}

  /** All of these; none is an empty list. */
  static String of(List<Listing> listings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartArray();
      for (Listing listing : listings) {
        write(json, listing);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Listing listing) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("targets");
    json.writeString(listing.peer().address().toString());
    json.writeEndArray();
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : labels(listing).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Map<String, String> labels(Listing listing) {
    Map<String, String> labels = new LinkedHashMap<>();
    Peer peer = listing.peer();
    labels.put(META + "id", peer.id().value());
    labels.put(META + "status", PeerParameters.name(Messages.status(listing.status())));
    addCapabilities(labels, peer.capabilities());
    addLabels(labels, peer.labels());
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
    known.memoryGb().ifPresent(value -> add(labels, "memory_gb", plain(value)));
    known.gpu().ifPresent(value -> add(labels, "gpu", value.toString()));
    known.gpuCount().ifPresent(value -> add(labels, "gpu_count", String.valueOf(value)));
    known.gpuMemoryGb().ifPresent(value -> add(labels, "gpu_memory_gb", plain(value)));
    known.model().ifPresent(value -> add(labels, "model", value));
    known.chip().ifPresent(value -> add(labels, "chip", value));
    known.flops().ifPresent(flops -> addFlops(labels, flops));
  }

  private static void addFlops(Map<String, String> labels, Flops known) {
    known.fp32().ifPresent(value -> add(labels, "flops_fp32", plain(value)));
    known.fp16().ifPresent(value -> add(labels, "flops_fp16", plain(value)));
    known.int8().ifPresent(value -> add(labels, "flops_int8", plain(value)));
  }

  private static void add(Map<String, String> labels, String capability, String value) {
    labels.put(META + "capability_" + capability, value);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
