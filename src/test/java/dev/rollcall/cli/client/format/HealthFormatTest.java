package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Health;
import dev.rollcall.v1.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthFormatTest {

  @ParameterizedTest
  @CsvSource({
    "REASON_UNSPECIFIED, false, ''",
    "REASON_NOT_SERVING, false, not_serving",
    "REASON_UNSPECIFIED, true, flapping",
    "REASON_NOT_SERVING, true, not_serving flapping",
  })
  void theReasonAndWhetherItIsFlapping(Reason reason, boolean isFlapping, String expected) {
    Health health = Health.newBuilder().setReason(reason).setFlapping(isFlapping).build();
    assertEquals(expected, HealthFormat.reason(health));
  }

  @Test
  void aReasonOfALaterVersion() {
    assertEquals(
        "unrecognized", HealthFormat.reason(Health.newBuilder().setReasonValue(99).build()));
  }
}
