package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Observer;
import dev.rollcall.v1.RosterState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverWarningsTest {

  @Test
  void nothingWhereAllIsWell() {
    assertEquals(List.of(), ObserverWarnings.of(Observer.getDefaultInstance()));
  }

  @Test
  void whatMakesAnAnswerLessReliable() {
    assertEquals(
        List.of(
            "warning: no peer responds to this Rollcall; its own node may be isolated",
            "warning: the newest list was rejected, so the previous one is active:",
            "  peers.yaml:12:14: port 70000 is out of range (1-65535)",
            "  \\u001b[2J"),
        ObserverWarnings.of(
            Observer.newBuilder()
                .setIsolated(true)
                .setRoster(
                    RosterState.newBuilder()
                        .addErrors("peers.yaml:12:14: port 70000 is out of range (1-65535)")
                        .addErrors("\u001b[2J"))
                .build()));
  }
}
