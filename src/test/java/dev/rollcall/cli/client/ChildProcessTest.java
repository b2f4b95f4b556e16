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
    assertEquals("'%s' cannot be run: %s is not executable".formatted(file, file), message);
    CommandFailedException folder = failure(directory.toString());
    assertEquals(126, folder.exitCode());
    assertTrue(folder.userMessage().orElseThrow().endsWith(" is a directory"), folder::getMessage);
  }

  @Test
  void aScriptWithoutItsInterpreter(@TempDir Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("script"), "#!/no/such/shell\n");
    assertTrue(script.toFile().setExecutable(true));
    CommandFailedException error = failure(script.toString());
    assertEquals(127, error.exitCode());
    assertEquals(
        "'%s' cannot be run: there is no '/no/such/shell', its interpreter".formatted(script),
        error.getMessage());
  }

  @Test
  void oneWithTooManyArguments() {
    CommandFailedException error =
        assertThrows(
            CommandFailedException.class,
            () -> ChildProcess.run(List.of("true", "x".repeat(1 << 18)), Map.of()));
    assertEquals(126, error.exitCode());
    String message = error.userMessage().orElseThrow();
    assertTrue(message.startsWith("'true' cannot be run: "), message);
    assertTrue(!message.contains("Cannot run program"), message);
  }
}
