package dev.rollcall.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows below each other, in columns that fit the screen. */
public final class Table {

  private static final String GAP = "  ";

  /** A column that is cut keeps at least so much. */
  private static final int MIN_COLUMN_WIDTH = 6;

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * What stands in a column.
   *
   * @param text control characters in it are shown as numbers
   */
  public record Cell(String text, Colour colour) {

    /** Makes the text harmless to a terminal. */
    public Cell {
      text = TerminalSafe.escape(text);
    }

    /** Without a colour. */
    public static Cell of(String text) {
      return new Cell(text, Colour.PLAIN);
    }
  }

  /**
   * @param headings of the columns; if all are empty, there is no line of them
   */
  public Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  /**
   * Adds a row.
   *
   * @param row as many cells as there are headings
   */
  public void add(List<Cell> row) {
    rows.add(List.copyOf(row));
  }

  /**
   * The lines, headings first. Columns in which no row has anything are left out; so are the last
   * of those that do not fit however much is cut.
   */
  public String render(Screen screen) {
    List<Integer> used = IntStream.range(0, headings.size()).filter(this::isUsed).boxed().toList();
    List<Integer> shown = used.subList(0, countFitting(used, screen.columns()));
    List<Integer> widths = widths(shown, screen.columns());
    StringBuilder text = new StringBuilder();
    if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
      append(text, headings.stream().map(Cell::of).toList(), shown, widths, screen);
    }
    rows.forEach(row -> append(text, row, shown, widths, screen));
    return text.toString();
  }

  private boolean isUsed(int column) {
    return rows.isEmpty() || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty());
  }

  private int countFitting(List<Integer> used, int columns) {
    long room = columns;
    for (int i = 0; i < used.size(); i++) {
      room -= Math.min(naturalWidth(used.get(i)), MIN_COLUMN_WIDTH) + (i == 0 ? 0 : GAP.length());
      if (room < 0) {
        return Math.max(i, 1);
      }
    }
    return used.size();
  }

  private List<Integer> widths(List<Integer> shown, int columns) {
    List<Integer> widths =
        shown.stream().map(this::naturalWidth).collect(Collectors.toCollection(ArrayList::new));
    long room = (long) columns - (long) GAP.length() * (widths.size() - 1);
    while (widths.stream().mapToLong(Integer::longValue).sum() > room) {
      int widest = widest(widths);
      if (widths.get(widest) <= 1) {
        break;
      }
      widths.set(widest, widths.get(widest) - 1);
    }
    return widths;
  }

  private int naturalWidth(int column) {
    return Math.max(
        DisplayWidth.of(headings.get(column)),
        rows.stream().mapToInt(row -> DisplayWidth.of(row.get(column).text())).max().orElse(0));
  }

  // The first says which row it is, so it is cut last.
  private static int widest(List<Integer> widths) {
    int widest = widths.size() - 1;
    for (int i = 1; i < widths.size(); i++) {
      // Of equals the last, which says the least.
      widest = widths.get(i) >= widths.get(widest) ? i : widest;
    }
    return widths.get(widest) > MIN_COLUMN_WIDTH || widths.get(0) <= widths.get(widest)
        ? widest
        : 0;
  }

  private static void append(
      StringBuilder text,
      List<Cell> row,
      List<Integer> shown,
      List<Integer> widths,
      Screen screen) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      Cell cell = row.get(shown.get(i));
      String fitting = DisplayWidth.truncate(cell.text(), widths.get(i), screen.truncationMark());
      line.append(cell.colour().apply(fitting, screen));
      if (i + 1 < shown.size()) {
        line.append(" ".repeat(widths.get(i) - DisplayWidth.of(fitting))).append(GAP);
      }
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
