package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.testing.program.InProcessCommand;
import dev.rollcall.testing.program.InProcessCommand.Result;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that the command line passes to the service. */
class ServiceSettingsTest {

  private final Recorded recorded = new Recorded();

  private static final class Recorded implements ServiceRunner {

    private final List<String> calls = new ArrayList<>();

    @Override
    public void serve(Map<String, String> settings) {
      calls.add("serve " + settings);
    }

    @Override
    public void demo(Map<String, String> settings) {
      calls.add("demo " + settings);
    }
  }

  private String called(String... arguments) {
    Result result = InProcessCommand.runWith(recorded, arguments);
    assertEquals(0, result.code(), result.err());
    assertEquals("", result.out() + result.err());
    assertEquals(1, recorded.calls.size());
    return recorded.calls.get(0);
  }

  @Test
  void withoutACommandItServes() {
    assertEquals("serve {}", called());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve"})
  void everyOptionIsASetting(String command) {
    String options =
        " --peers a/peers.yaml --node-id node1 --host 0.0.0.0 --port 7000 -D rollcall.a=b=c"
            + " -Drollcall.d";
    assertEquals(
        "serve {rollcall.a=b=c, rollcall.d=true, rollcall.node-id=node1,"
            + " rollcall.listen.host=0.0.0.0, rollcall.listen.port=7000,"
            + " rollcall.peers-file=a/peers.yaml}",
        called((command + options).strip().split(" ")));
  }

  @Test
  void anOptionComesBeforeTheSettingOfTheSameName() {
    assertEquals(
        "serve {rollcall.listen.port=7000}",
        called("serve", "--port", "7000", "-Drollcall.listen.port=1"));
  }

  @Test
  void aDemoHasItsOwnPeers() {
    assertEquals(
        "demo {rollcall.node-id=a, rollcall.listen.port=0}",
        called("demo", "--port", "0", "--node-id", "a"));
    Result result = InProcessCommand.runWith(recorded, "demo", "--peers", "peers.yaml");
    assertEquals(2, result.code());
  }

  @Test
  void theServiceDoesNotQueryTheScreen() {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            System.out,
            System.err,
            Map.of(),
            () -> {
              throw new AssertionError("the screen was queried");
            },
            false);
    assertEquals(0, Commands.execute(console, recorded, "serve"));
    assertEquals(List.of("serve {}"), recorded.calls);
  }

  @Test
  void helpDoesNotStartTheService() {
    Result result = InProcessCommand.runWith(recorded, "serve", "--port", "7000", "--help");
    assertEquals(0, result.code());
    assertEquals(List.of(), recorded.calls);
  }
}
