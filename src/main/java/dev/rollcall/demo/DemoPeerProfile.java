package dev.rollcall.demo;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Capabilities.Flops;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The id, capabilities and labels of a demo peer. */
record DemoPeerProfile(String id, Capabilities capabilities, Map<String, String> labels) {

  /** Four typical machines; the figures are their manufacturers'. */
  static List<DemoPeerProfile> all() {
    return List.of(
        new DemoPeerProfile(
            "mac-studio",
            with(192, 1, 192, "Mac Studio", "Apple M2 Ultra", flops(27.2, 54.4, 31.6)),
            Map.of("site", "office", "role", "inference")),
        new DemoPeerProfile(
            "gpu-box",
            with(128, 2, 48, "PC", "NVIDIA RTX 4090", flops(165.2, 330.4, 1321.2)),
            Map.of("site", "office", "role", "inference")),
        new DemoPeerProfile(
            "edge-1",
            with(64, 1, 64, "Jetson AGX Orin", "NVIDIA Orin", flops(5.3, 10.6, 275)),
            Map.of("site", "factory-a", "role", "vision")),
        new DemoPeerProfile(
            "cpu-node",
            cpuOnly(32, "Server", "AMD EPYC 7302P"),
            Map.of("site", "factory-a", "role", "storage")));
  }

  Peer peerAt(int port, CheckSettings check) {
    return new Peer(
        new PeerId(id),
        new Address("127.0.0.1", port),
        capabilities,
        new TreeMap<>(labels),
        check,
        false);
  }

  private static Capabilities with(
      double memoryGb, int gpus, double gpuMemoryGb, String model, String chip, Flops flops) {
    return new Capabilities(
        OptionalDouble.of(memoryGb),
        Optional.of(true),
        OptionalInt.of(gpus),
        OptionalDouble.of(gpuMemoryGb),
        Optional.of(model),
        Optional.of(chip),
        Optional.of(flops));
  }

  private static Capabilities cpuOnly(double memoryGb, String model, String chip) {
    return new Capabilities(
        OptionalDouble.of(memoryGb),
        Optional.of(false),
        OptionalInt.of(0),
        OptionalDouble.empty(),
        Optional.of(model),
        Optional.of(chip),
        Optional.empty());
  }

  private static Flops flops(double fp32, double fp16, double int8) {
    return new Flops(OptionalDouble.of(fp32), OptionalDouble.of(fp16), OptionalDouble.of(int8));
  }
}
