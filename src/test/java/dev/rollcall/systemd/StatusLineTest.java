package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.monitor.Status;
import dev.rollcall.testing.peer.DirectoryFixture;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {

  @ParameterizedTest(name = "[{0}]: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | no peers are listed",
        "unknown                             | 0 of 0 peers answer, 1 not checked yet",
        "healthy                             | 1 of 1 peer answers",
        "healthy healthy                     | 2 of 2 peers answer",
        "healthy unhealthy                   | 1 of 2 peers answers",
        "healthy suspect unhealthy           | 2 of 3 peers answer",
        "healthy unknown maintenance         | 1 of 1 peer answers, 1 not checked yet, 1 in maintenance",
        "maintenance maintenance             | 0 of 0 peers answer, 2 in maintenance",
        "unhealthy                           | 0 of 1 peer answer; this node may be the one that is cut off",
      })
  void itSaysHowManyAnswer(String statuses, String line) {
    assertEquals(line, StatusLine.of(lab(statuses).directory().snapshot()));
  }

  @Test
  void itSaysThatAListWasRefused() {
    DirectoryFixture lab = lab("healthy");
    lab.directory().reject(List.of("peers.yaml:1:1: a newline\nin it"));

    assertEquals(
        "1 of 1 peer answers; the newest version of the list was rejected, the previous one"
            + " stays active",
        StatusLine.of(lab.directory().snapshot()));
  }

  private static DirectoryFixture lab(String statuses) {
    List<String> all = statuses.isEmpty() ? List.of() : List.of(statuses.split(" "));
    DirectoryFixture lab = new DirectoryFixture(DirectoryFixture.peers(all.size()));
    for (int i = 0; i < all.size(); i++) {
      lab.judge("n%05d".formatted(i), Status.valueOf(all.get(i).toUpperCase(Locale.ROOT)));
    }
    return lab;
  }
}
