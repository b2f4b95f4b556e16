package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.Prerequisites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open MPI reads what is written for it. It only plans the job: nothing is started anywhere. */
class HostfileForMpirunTest {

  private final Path directory;

  HostfileForMpirunTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void isInstalled() {
    boolean isInstalled =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(Path::of)
            .anyMatch(path -> path.resolve("mpirun").toFile().canExecute());
    Prerequisites.require(isInstalled, "needs mpirun (Debian: openmpi-bin)");
  }

  @Test
  void theSlotsOfPeersOnOneHostAreAddedUp() throws IOException {
    List<String> lines =
        MpiHostfile.lines(
            List.of(
                MpiHostfileTest.peer("192.0.2.1:50051", 2),
                MpiHostfileTest.peer("192.0.2.2:50051", 0),
                MpiHostfileTest.peer("192.0.2.1:50052", 2),
                MpiHostfileTest.peer("192.0.2.3:50051", 0),
                MpiHostfileTest.peer("192.0.2.3:50052", 0)));

    String planned = planned(Files.write(directory.resolve("hostfile"), lines));

    assertTrue(planned.contains("Total slots allocated 7"), planned);
    assertFalse(planned.contains("multiple definitions"), planned);
  }

  private String planned(Path hostfile) throws IOException {
    ProcessBuilder mpirun =
        new ProcessBuilder(
            "mpirun",
            "--display-allocation",
            "--do-not-launch",
            "--hostfile",
            hostfile.toString(),
            "-np",
            "1",
            "true");
    mpirun
        .environment()
        .putAll(Map.of("OMPI_ALLOW_RUN_AS_ROOT", "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"));
    Process process = mpirun.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.onExit().join();
    return printed;
  }
}
