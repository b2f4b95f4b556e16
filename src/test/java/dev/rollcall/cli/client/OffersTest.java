package dev.rollcall.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Reason;
import org.junit.jupiter.api.Test;

class OffersTest {

  @Test
  void whatIsNotKnownIsEmpty() {
    Capabilities nothing = Capabilities.getDefaultInstance();
    assertEquals("", Offers.memory(nothing) + Offers.gpu(nothing) + Offers.gpuMemory(nothing));
    assertEquals("", Offers.all(nothing));
    assertEquals("", Offers.why(Health.getDefaultInstance()));
  }

  @Test
  void numbersArePlain() {
    assertEquals("16 GB", Offers.memory(Capabilities.newBuilder().setMemoryGb(16).build()));
    assertEquals("0 GB", Offers.memory(Capabilities.newBuilder().setMemoryGb(0).build()));
    assertEquals("1000000 GB", Offers.memory(Capabilities.newBuilder().setMemoryGb(1e6).build()));
    assertEquals("0.5 GB", Offers.gpuMemory(Capabilities.newBuilder().setGpuMemoryGb(.5).build()));
  }

  @Test
  void gpus() {
    assertEquals("yes", Offers.gpu(Capabilities.newBuilder().setGpu(true).build()));
    assertEquals("no", Offers.gpu(Capabilities.newBuilder().setGpu(false).build()));
    assertEquals("8", Offers.gpu(Capabilities.newBuilder().setGpu(true).setGpuCount(8).build()));
    assertEquals("GPU", Offers.all(Capabilities.newBuilder().setGpu(true).build()));
    assertEquals("", Offers.all(Capabilities.newBuilder().setGpu(false).build()));
    assertEquals(
        "8 GB, 2 GPUs, H100",
        Offers.all(
            Capabilities.newBuilder().setMemoryGb(8).setGpuCount(2).setChip("H100").build()));
  }

  @Test
  void reasons() {
    Health refused = Health.newBuilder().setReason(Reason.REASON_NOT_SERVING).build();
    assertEquals("not_serving", Offers.why(refused));
    assertEquals("flapping", Offers.why(Health.newBuilder().setFlapping(true).build()));
    assertEquals("not_serving flapping", Offers.why(refused.toBuilder().setFlapping(true).build()));
    assertEquals("unrecognized", Offers.why(Health.newBuilder().setReasonValue(99).build()));
  }
}
