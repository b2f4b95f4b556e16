package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.terminal.Colour;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.v1.Status;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSymbolTest {

  private static Stream<Status> all() {
    return Arrays.stream(Status.values())
        .filter(status -> status != Status.UNRECOGNIZED && status != Status.STATUS_UNSPECIFIED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachStatusHasAMarkOfItsOwn(boolean hasUnicode) {
    TerminalCapabilities screen = new TerminalCapabilities(true, 80, 24, false, hasUnicode);
    Set<String> marks =
        all().map(status -> StatusSymbol.symbol(status, screen)).collect(Collectors.toSet());
    assertEquals(5, marks.size());
  }

  @Test
  void coloursAreThoseOfATrafficLight() {
    assertEquals(Colour.GREEN, StatusSymbol.colour(Status.STATUS_HEALTHY));
    assertEquals(Colour.YELLOW, StatusSymbol.colour(Status.STATUS_SUSPECT));
    assertEquals(Colour.RED, StatusSymbol.colour(Status.STATUS_UNHEALTHY));
    assertEquals(Colour.GREY, StatusSymbol.colour(Status.STATUS_MAINTENANCE));
    assertEquals(Colour.GREY, StatusSymbol.colour(Status.UNRECOGNIZED));
  }
}
