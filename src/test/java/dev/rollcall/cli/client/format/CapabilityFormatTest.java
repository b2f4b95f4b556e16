package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Capabilities;
import org.junit.jupiter.api.Test;

class CapabilityFormatTest {

  @Test
  void whatIsNotKnownIsEmpty() {
    Capabilities nothing = Capabilities.getDefaultInstance();
    assertEquals(
        "",
        CapabilityFormat.memory(nothing)
            + CapabilityFormat.gpu(nothing)
            + CapabilityFormat.gpuMemory(nothing));
    assertEquals("", CapabilityFormat.summary(nothing));
  }

  @Test
  void numbersArePlain() {
    assertEquals(
        "16 GB", CapabilityFormat.memory(Capabilities.newBuilder().setMemoryGb(16).build()));
    assertEquals("0 GB", CapabilityFormat.memory(Capabilities.newBuilder().setMemoryGb(0).build()));
    assertEquals(
        "1000000 GB", CapabilityFormat.memory(Capabilities.newBuilder().setMemoryGb(1e6).build()));
    assertEquals(
        "0.5 GB", CapabilityFormat.gpuMemory(Capabilities.newBuilder().setGpuMemoryGb(.5).build()));
  }

  @Test
  void gpus() {
    assertEquals("yes", CapabilityFormat.gpu(Capabilities.newBuilder().setGpu(true).build()));
    assertEquals("no", CapabilityFormat.gpu(Capabilities.newBuilder().setGpu(false).build()));
    assertEquals(
        "8", CapabilityFormat.gpu(Capabilities.newBuilder().setGpu(true).setGpuCount(8).build()));
    assertEquals("GPU", CapabilityFormat.summary(Capabilities.newBuilder().setGpu(true).build()));
    assertEquals("", CapabilityFormat.summary(Capabilities.newBuilder().setGpu(false).build()));
    assertEquals(
        "8 GB, 2 GPUs, H100",
        CapabilityFormat.summary(
            Capabilities.newBuilder().setMemoryGb(8).setGpuCount(2).setChip("H100").build()));
  }
}
