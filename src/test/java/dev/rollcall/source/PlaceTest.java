package dev.rollcall.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void placesInFilesComeBeforeNamesAndNumbersInNamesCount() {
    List<Place> inOrder =
        List.of(
            new Place.At("a.yaml", 2, 10),
            new Place.At("a.yaml", 10, 1),
            new Place.At("a.yaml", 10, 2),
            new Place.At("b.yaml", 1, 1),
            new Place.Named("rollcall.peers"),
            new Place.Named("rollcall.peers[2].id"),
            new Place.Named("rollcall.peers[10]"),
            new Place.Named("rollcall.peers[10].id"),
            new Place.Named("rollcall.peers[99999999999999999999].id"));
    List<Place> reversed = new ArrayList<>(inOrder);
    Collections.reverse(reversed);

    Collections.sort(reversed);

    assertEquals(inOrder, reversed);
  }

  @Test
  void aProblemInAFileHasLineColumnAndPath() {
    Problem problem =
        new Problem(new Place.At("peers.yaml", 12, 14), "peers[3].address", "is wrong");

    assertEquals("peers.yaml:12:14: peers[3].address: is wrong", problem.toString());
  }

  @Test
  void aProblemOfTheWholeFileHasNoPath() {
    assertEquals(
        "peers.yaml:1:1: is empty",
        new Problem(new Place.At("peers.yaml", 1, 1), "", "is empty").toString());
  }

  @Test
  void aProblemInASettingHasTheNameOfThePropertyAlone() {
    Problem problem =
        new Problem(new Place.Named("rollcall.peers[3].address"), "peers[3].address", "is wrong");

    assertEquals("rollcall.peers[3].address: is wrong", problem.toString());
  }

  @Test
  void keysAreSpelledAsTheirPlaceSpellsThem() {
    assertEquals("memory_gb", new Place.At("peers.yaml", 1, 1).spell("memory_gb"));
    assertEquals("memory-gb", new Place.Named("rollcall.peers[0]").spell("memory_gb"));
  }
}
