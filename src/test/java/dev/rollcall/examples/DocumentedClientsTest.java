package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about clients shows them as they are tested. */
class DocumentedClientsTest {

  @ParameterizedTest
  @CsvSource({
    "src/examples/python/gpus.py, import sys",
    "src/test/java/dev/rollcall/examples/Workers.java, @ApplicationScoped"
  })
  void itShowsTheClientFromThisWordOn(Path file, String from) throws IOException {
    String client = Files.readString(file);

    String shown = client.substring(client.indexOf(from)).strip();
    assertTrue(Files.readString(Documents.page("clients.md")).contains(shown), () -> shown);
  }
}
