package dev.rollcall.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.client.CommandLookup.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lookup that tells why a command cannot be run, on any JDK. */
class CommandLookupTest {

  private final Path directory;
  private final CommandLookup lookup;

  CommandLookupTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("first"));
    Files.createDirectories(directory.resolve("second"));
    lookup = new CommandLookup(directory.resolve("first") + ":" + directory.resolve("second"));
  }

  private Path file(String name, String content, boolean isExecutable) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    assertEquals(true, file.toFile().setExecutable(isExecutable));
    return file;
  }

  @Test
  void whatIsNowhereIsMissing() throws IOException {
    Path text = file("first/text", "", false);
    for (String name :
        List.of("", "nothing", directory + "/nothing", "./nothing-here", text + "/below", "\0")) {
      assertEquals(new Result.Missing(), lookup.find(name), name);
    }
  }

  @Test
  void theFirstThatMayBeExecutedCounts() throws IOException {
    Path text = file("first/tool", "", false);
    assertEquals(new Result.NotExecutable(text), lookup.find("tool"));
    Path tool = file("second/tool", "", true);
    assertEquals(new Result.Executable(tool), lookup.find("tool"));
    assertEquals(new Result.NotExecutable(text), lookup.find(text.toString()));
    assertEquals(new Result.Executable(tool), lookup.find(tool.toString()));
  }

  @Test
  void aDirectoryIsNotExecutable() {
    Path first = directory.resolve("first");
    assertEquals(new Result.NotExecutable(first), lookup.find(first.toString()));
  }

  @Test
  void aScriptNeedsItsInterpreter() throws IOException {
    Path script = file("first/script", "#! /no/such/shell -e\nexit 0\n", true);
    assertEquals(new Result.MissingInterpreter(script, "/no/such/shell"), lookup.find("script"));
    Path other = file("first/other", "#!/bin/sh\nexit 0\n", true);
    assertEquals(new Result.Executable(other), lookup.find("other"));
  }
}
