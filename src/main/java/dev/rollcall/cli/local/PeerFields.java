package dev.rollcall.cli.local;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.roster.check.CheckSettingTable;
import dev.rollcall.text.AmountFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Flattens a peer into the fields of a list entry, defaults included, in a fixed order. */
final class PeerFields {

  private static final String CAPABILITIES = "capabilities";
  private static final String FLOPS = "flops";
  private static final String CHECK = "check";
  private static final String TLS = "tls";

  private final Map<List<String>, Field> fields = new LinkedHashMap<>();

  /**
   * A value as it is written in a list.
   *
   * @param isText whether it may need quotes, so as not to be read as a number or a boolean
   * @param isSecret whether it must not be displayed
   */
  record Field(String value, boolean isText, boolean isSecret) {}

  private PeerFields() {}

  /** All fields but the id, by the path of their keys. */
  static Map<List<String>, Field> of(Peer peer) {
    PeerFields flattened = new PeerFields();
    flattened.text(peer.address().toString(), "address");
    flattened.capabilities(peer.capabilities());
    peer.labels().forEach((key, value) -> flattened.text(value, "labels", key));
    flattened.check(peer.check());
    if (peer.maintenance()) {
      flattened.plain(true, "maintenance");
    }
    return Collections.unmodifiableMap(flattened.fields);
  }

  private void capabilities(Capabilities capabilities) {
    number(capabilities.memoryGb(), CAPABILITIES, "memory_gb");
    capabilities.gpu().ifPresent(value -> plain(value, CAPABILITIES, "gpu"));
    capabilities.gpuCount().ifPresent(value -> plain(value, CAPABILITIES, "gpu_count"));
    number(capabilities.gpuMemoryGb(), CAPABILITIES, "gpu_memory_gb");
    capabilities.model().ifPresent(value -> text(value, CAPABILITIES, "model"));
    capabilities.chip().ifPresent(value -> text(value, CAPABILITIES, "chip"));
    capabilities.flops().ifPresent(this::flops);
  }

  private void flops(Capabilities.Flops flops) {
    number(flops.fp32(), CAPABILITIES, FLOPS, "fp32");
    number(flops.fp16(), CAPABILITIES, FLOPS, "fp16");
    number(flops.int8(), CAPABILITIES, FLOPS, "int8");
  }

  private void check(CheckSettings check) {
    plain(check.kind().type(), CHECK, "type");
    kind(check.kind());
    check.kind().tls().ifPresent(this::tls);
    CheckSettingTable.formatted(check).forEach((key, value) -> plain(value, CHECK, key));
  }

  private void kind(CheckKind kind) {
    if (kind instanceof CheckKind.Grpc grpc) {
      text(grpc.service(), CHECK, "service");
      grpc.metadata().forEach((key, value) -> secret(value, CHECK, "metadata", key));
    } else if (kind instanceof CheckKind.Http http) {
      text(http.path(), CHECK, "path");
      http.status().ifPresent(value -> plain(value, CHECK, "status"));
      http.body().ifPresent(value -> text(value, CHECK, "body"));
      http.headers().forEach((name, value) -> secret(value, CHECK, "headers", name));
    }
  }

  private void tls(TlsSettings tls) {
    if (tls.equals(TlsSettings.DEFAULT)) {
      plain(true, CHECK, TLS);
    }
    tls.config().ifPresent(value -> text(value, CHECK, TLS, "config"));
    tls.serverName().ifPresent(value -> text(value, CHECK, TLS, "server_name"));
  }

  private void number(OptionalDouble number, String... path) {
    number.ifPresent(value -> plain(AmountFormat.plain(value), path));
  }

  private void plain(Object value, String... path) {
    fields.put(List.of(path), new Field(value.toString(), false, false));
  }

  private void secret(String value, String... path) {
    fields.put(List.of(path), new Field(value, true, true));
  }

  private void text(String value, String... path) {
    fields.put(List.of(path), new Field(value, true, false));
  }
}
