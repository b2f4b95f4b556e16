package dev.rollcall.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.Table.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  private static TerminalCapabilities wide(int columns) {
    return new TerminalCapabilities(true, columns, 24, false, true);
  }

  private static Table table(String... rows) {
    Table table = new Table(List.of("ID", "ADDRESS", "CHIP", "WHY"));
    for (String row : rows) {
      String[] cells = row.split("\\|", -1);
      table.add(List.of(cells).stream().map(Cell::of).toList());
    }
    return table;
  }

  @Test
  void columnsStandBelowEachOther() {
    assertEquals(
        """
        ID       ADDRESS      CHIP  WHY
        node1    10.0.0.1:1   M2    refused
        \u8282\u70b9     10.0.0.22:1        timeout
        u\u0308ber-42  n:1          H100
        """,
        table(
                "node1|10.0.0.1:1|M2|refused",
                "\u8282\u70b9|10.0.0.22:1||timeout",
                "u\u0308ber-42|n:1|H100|")
            .render(TerminalCapabilities.NONE));
  }

  @Test
  void aColumnThatIsEmptyIsLeftOut() {
    assertEquals("ID  WHY\na   b\n", table("a|||b").render(TerminalCapabilities.NONE));
  }

  @Test
  void withoutRowsThereAreTheHeadings() {
    assertEquals("ID  ADDRESS  CHIP  WHY\n", table().render(TerminalCapabilities.NONE));
  }

  @Test
  void withoutHeadingsThereIsNoLineOfThem() {
    Table table = new Table(List.of("", ""));
    table.add(List.of(Cell.of("a"), Cell.of("b")));
    assertEquals("a  b\n", table.render(TerminalCapabilities.NONE));
  }

  @Test
  void whatSteersATerminalIsShownAsNumbers() {
    assertEquals(
        "ID  WHY\na   \\u001b[2Jgone\\u000anext\\u0007\n",
        table("a|||\u001b[2Jgone\nnext\u0007").render(TerminalCapabilities.NONE));
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {10, 17, 20, 24, 30, 33, 40, 50, 59, 60, 79, 80, 200})
  void noLineIsWiderThanTheScreen(int columns) {
    String text =
        table(
                "node1|10.0.0.1:50051|Apple M2 Ultra|nothing listens there",
                "\u8282\u70b9\u8282\u70b9\u8282\u70b9\u8282\u70b9|[2001:db8:1:2:3:4:5:6]:50051|\u8282|",
                "\u0639\u0642\u062f\u0629|n:1||x")
            .render(wide(columns));
    text.lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= columns, line));
    assertEquals(4, text.lines().count());
  }

  @Test
  void whatFitsExactlyIsNotCut() {
    String row = "node1|10.0.0.1:1|M2|refused";
    assertEquals(
        "node1  10.0.0.1:1  M2    refused", table(row).render(wide(32)).lines().toList().get(1));
    assertEquals(
        "node1  10.0.0.…  M2    refused", table(row).render(wide(30)).lines().toList().get(1));
  }

  @Test
  void theWidestAreCutFirstAndNoneBelowSixWhileThereIsRoomForAll() {
    List<String> lines =
        table("node1|10.0.0.1:50051|Apple M2 Ultra|nothing listens there")
            .render(wide(29))
            .lines()
            .toList();
    assertEquals("ID     ADDRE…  CHIP    WHY", lines.get(0));
    assertEquals("node1  10.0.…  Apple…  nothi…", lines.get(1));
  }

  @Test
  void theLastColumnsAreLeftOutWhereCuttingIsNotEnough() {
    List<String> lines =
        table("node1|10.0.0.1:50051|Apple M2 Ultra|nothing listens there")
            .render(wide(28))
            .lines()
            .toList();
    assertEquals("ID     ADDRESS     CHIP", lines.get(0));
    assertEquals("node1  10.0.0.1:…  Apple M2…", lines.get(1));
  }

  @Test
  void coloursTakeNoRoomAndNoneAreShownWhereThereAreNone() {
    Table table = new Table(List.of("A", "B"));
    table.add(List.of(new Cell("x", Colour.RED), new Cell("yy", Colour.GREEN)));
    TerminalCapabilities colours = new TerminalCapabilities(true, 80, 24, true, true);
    assertEquals("A  B\n\u001b[31mx\u001b[0m  \u001b[32myy\u001b[0m\n", table.render(colours));
    assertEquals("A  B\nx  yy\n", table.render(wide(80)));
  }

  @Test
  void withoutUnicodeACutIsMarkedInAscii() {
    TerminalCapabilities ascii = new TerminalCapabilities(true, 12, 24, false, false);
    assertEquals("ID\nnode1-with-~\n", table("node1-with-a-name|||").render(ascii));
  }
}
