package dev.rollcall.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Flops;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTargetsTest {

  private static Peer.Builder peer(String id) {
    return Peer.newBuilder()
        .setId(id)
        .setAddress("10.0.0.1:50051")
        .setHealth(Health.newBuilder().setStatus(Status.STATUS_HEALTHY));
  }

  @Test
  void nobodyIsAnEmptyList() {
    assertEquals("[]", PrometheusTargets.of(List.of()));
  }

  @Test
  void aTargetForEach() {
    assertEquals(
        "[{\"targets\":[\"10.0.0.1:50051\"],\"labels\":{\"__meta_rollcall_id\":\"a\","
            + "\"__meta_rollcall_status\":\"healthy\"}},"
            + "{\"targets\":[\"10.0.0.1:50051\"],\"labels\":{\"__meta_rollcall_id\":\"b\","
            + "\"__meta_rollcall_status\":\"healthy\"}}]",
        PrometheusTargets.of(List.of(peer("a").build(), peer("b").build())));
  }

  @Test
  void whatIsKnownIsTold() {
    String text =
        PrometheusTargets.of(
            List.of(
                peer("a")
                    .setCapabilities(
                        Capabilities.newBuilder()
                            .setMemoryGb(16)
                            .setGpu(true)
                            .setGpuCount(2)
                            .setGpuMemoryGb(0.5)
                            .setModel("DGX \"x\"")
                            .setChip("H100")
                            .setFlops(Flops.newBuilder().setFp32(1e3).setFp16(2).setInt8(4.25)))
                    .build()));
    for (String label :
        List.of(
            "memory_gb\":\"16\"",
            "gpu\":\"true\"",
            "gpu_count\":\"2\"",
            "gpu_memory_gb\":\"0.5\"",
            "model\":\"DGX \\\"x\\\"\"",
            "chip\":\"H100\"",
            "flops_fp32\":\"1000\"",
            "flops_fp16\":\"2\"",
            "flops_int8\":\"4.25\"")) {
      assertTrue(text.contains("__meta_rollcall_capability_" + label), label + " in " + text);
    }
  }

  @Test
  void namesAreMadeFitAndTheOneThatNeedsNoChangeWins() {
    String text =
        PrometheusTargets.of(
            List.of(
                peer("a")
                    .putLabels("a-b", "changed")
                    .putLabels("a_b", "as it was")
                    .putLabels("c.d", "first")
                    .putLabels("c/d", "second")
                    .build()));
    assertTrue(text.contains("\"__meta_rollcall_label_a_b\":\"as it was\""), text);
    assertTrue(text.contains("\"__meta_rollcall_label_c_d\":\"first\""), text);
    assertEquals(2, text.split("__meta_rollcall_label_", -1).length - 1);
  }
}
