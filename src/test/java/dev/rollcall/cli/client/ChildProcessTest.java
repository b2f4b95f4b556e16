package dev.rollcall.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that cannot be run. How others are run takes over signals: CommandLineIT's. */
class ChildProcessTest {

  private static CommandFailedException failure(String command) {
    return assertThrows(
        CommandFailedException.class, () -> ChildProcess.run(List.of(command), Map.of("A", "b")));
  }

  @Test
  void oneThatIsNotThere() {
    CommandFailedException error = failure("no-such-command-anywhere");
    assertEquals(127, error.exitCode());
    assertEquals("command not found: 'no-such-command-anywhere'", error.getMessage());
  }

  @Test
  void oneThatIsNoProgram(@TempDir Path directory) throws IOException {
    String file = Files.writeString(directory.resolve("text"), "not a program").toString();
    CommandFailedException error = failure(file);
    assertEquals(126, error.exitCode());
    String message = error.userMessage().orElseThrow();
    assertTrue(message.startsWith("'" + file + "' cannot be run: "), message);
  }
}
