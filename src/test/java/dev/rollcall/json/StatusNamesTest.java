package dev.rollcall.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusNamesTest {

  @Test
  void thoseThatAPeerCanHave() {
    assertEquals(
        List.of("unknown", "healthy", "suspect", "unhealthy", "maintenance"), StatusNames.all());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"STATUS_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void eachIsReadAsItIsWritten(Status status) {
    assertEquals(Optional.of(status), StatusNames.parse(StatusNames.of(status)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEALTHY", "Healthy", "healthy"})
  void inAnyCase(String name) {
    assertEquals(Optional.of(Status.STATUS_HEALTHY), StatusNames.parse(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "STATUS_HEALTHY", "unspecified", "unrecognized", " healthy", "up"})
  void othersAreNone(String name) {
    assertEquals(Optional.empty(), StatusNames.parse(name));
  }

  @Test
  void oneOfALaterContractHasAName() {
    assertEquals("unrecognized", StatusNames.of(Status.UNRECOGNIZED));
  }
}
