package dev.rollcall.source.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLocationTest {

  @Test
  void placesInFilesComeBeforeNamesAndNumbersInNamesCount() {
    List<SourceLocation> inOrder =
        List.of(
            new SourceLocation.InFile("a.yaml", 2, 10),
            new SourceLocation.InFile("a.yaml", 10, 1),
            new SourceLocation.InFile("a.yaml", 10, 2),
            new SourceLocation.InFile("b.yaml", 1, 1),
            new SourceLocation.OfName("rollcall.peers"),
            new SourceLocation.OfName("rollcall.peers[2].id"),
            new SourceLocation.OfName("rollcall.peers[10]"),
            new SourceLocation.OfName("rollcall.peers[10].id"),
            new SourceLocation.OfName("rollcall.peers[99999999999999999999].id"));
    List<SourceLocation> reversed = new ArrayList<>(inOrder);
    Collections.reverse(reversed);

    Collections.sort(reversed);

    assertEquals(inOrder, reversed);
  }

  @Test
  void aProblemInAFileHasLineColumnAndPath() {
    Problem problem =
        new Problem(
            new SourceLocation.InFile("peers.yaml", 12, 14), "peers[3].address", "is wrong");

    assertEquals("peers.yaml:12:14: peers[3].address: is wrong", problem.toString());
  }

  @Test
  void aProblemOfTheWholeFileHasNoPath() {
    assertEquals(
        "peers.yaml:1:1: is empty",
        new Problem(new SourceLocation.InFile("peers.yaml", 1, 1), "", "is empty").toString());
  }

  @Test
  void aProblemInASettingHasTheNameOfThePropertyAlone() {
    Problem problem =
        new Problem(
            new SourceLocation.OfName("rollcall.peers[3].address"), "peers[3].address", "is wrong");

    assertEquals("rollcall.peers[3].address: is wrong", problem.toString());
  }

  @Test
  void keysAreSpelledAsTheirPlaceSpellsThem() {
    assertEquals("memory_gb", new SourceLocation.InFile("peers.yaml", 1, 1).formatKey("memory_gb"));
    assertEquals(
        "memory-gb", new SourceLocation.OfName("rollcall.peers[0]").formatKey("memory_gb"));
  }
}
