package dev.rollcall.source.document;

import dev.rollcall.text.NaturalOrder;

/** The location of a value, so that its owner finds it. Positions in files sort before names. */
public sealed interface SourceLocation extends Comparable<SourceLocation> {

  /**
   * A position in a file.
   *
   * @param file the path as the user gave it
   * @param line from 1
   * @param column from 1, in characters (Unicode code points)
   */
  record InFile(String file, int line, int column) implements SourceLocation {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /**
   * A location with a name but without lines.
   *
   * @param name of a property, of an environment variable, or of a file as a whole
   */
  record OfName(String name) implements SourceLocation {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The key as it is written at such a location: snake_case in files, else kebab-case. */
  default String formatKey(String key) {
    return this instanceof OfName ? key.replace('_', '-') : key;
  }

  /** By file, line and column; names in natural order. */
  @Override
  default int compareTo(SourceLocation other) {
    if (this instanceof InFile mine && other instanceof InFile theirs) {
      int byFile = mine.file.compareTo(theirs.file);
      int byLine = byFile != 0 ? byFile : Integer.compare(mine.line, theirs.line);
      return byLine != 0 ? byLine : Integer.compare(mine.column, theirs.column);
    }
    if (this instanceof OfName mine && other instanceof OfName theirs) {
      return NaturalOrder.compare(mine.name, theirs.name);
    }
    return this instanceof InFile ? -1 : 1;
  }
}
