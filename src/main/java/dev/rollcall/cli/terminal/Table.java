package dev.rollcall.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats rows as a table whose columns fit the screen. */
public final class Table {

  private static final String GAP = "  ";

  /** A truncated column keeps at least this width. */
  private static final int MIN_COLUMN_WIDTH = 6;

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * The content of one column of a row.
   *
   * @param text control characters in it are escaped
   */
  public record Cell(String text, Colour colour) {

    /** Escapes control characters. */
    public Cell {
      text = TerminalSafe.escape(text);
    }

    /** A cell without a colour. */
    public static Cell of(String text) {
      return new Cell(text, Colour.PLAIN);
    }
  }

  /**
   * Creates an empty table.
   *
   * @param headings of the columns; if all are empty, there is no headings line
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
   * The lines of the table, headings first. Columns that are empty in every row are left out, and
   * so are the last columns if the rest does not fit even when truncated.
   */
  public String render(TerminalCapabilities screen) {
    List<Integer> used = IntStream.range(0, headings.size()).filter(this::isUsed).boxed().toList();
    List<Integer> visible = used.subList(0, countFitting(used, screen.columns()));
    List<Integer> widths = widths(visible, screen.columns());
    StringBuilder text = new StringBuilder();
    if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
      append(text, headings.stream().map(Cell::of).toList(), visible, widths, screen);
    }
    rows.forEach(row -> append(text, row, visible, widths, screen));
    return text.toString();
  }

  private boolean isUsed(int column) {
    return rows.isEmpty() || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty());
  }

  private int countFitting(List<Integer> used, int columns) {
    long available = columns;
    for (int i = 0; i < used.size(); i++) {
      available -=
          Math.min(naturalWidth(used.get(i)), MIN_COLUMN_WIDTH) + (i == 0 ? 0 : GAP.length());
      if (available < 0) {
        return Math.max(i, 1);
      }
    }
    return used.size();
  }

  private List<Integer> widths(List<Integer> visible, int columns) {
    List<Integer> widths =
        visible.stream().map(this::naturalWidth).collect(Collectors.toCollection(ArrayList::new));
    long available = (long) columns - (long) GAP.length() * (widths.size() - 1);
    while (widths.stream().mapToLong(Integer::longValue).sum() > available) {
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

  // The first column identifies the row, so it is truncated last.
  private static int widest(List<Integer> widths) {
    int widest = widths.size() - 1;
    for (int i = 1; i < widths.size(); i++) {
      // Of equally wide ones the last, which matters least.
      widest = widths.get(i) >= widths.get(widest) ? i : widest;
    }
    return widths.get(widest) > MIN_COLUMN_WIDTH || widths.get(0) <= widths.get(widest)
        ? widest
        : 0;
  }

  private static void append(
      StringBuilder text,
      List<Cell> row,
      List<Integer> visible,
      List<Integer> widths,
      TerminalCapabilities screen) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < visible.size(); i++) {
      Cell cell = row.get(visible.get(i));
      String content = DisplayWidth.truncate(cell.text(), widths.get(i), screen.truncationMark());
      line.append(cell.colour().apply(content, screen));
      if (i + 1 < visible.size()) {
        line.append(" ".repeat(widths.get(i) - DisplayWidth.of(content))).append(GAP);
      }
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
