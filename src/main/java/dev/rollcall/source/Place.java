package dev.rollcall.source;

/** Where something stands, so that its owner finds it. Places in files come before names. */
public sealed interface Place extends Comparable<Place> {

  /**
   * A place in a file.
   *
   * @param file the path as the user gave it
   * @param line from 1
   * @param column from 1, in characters (Unicode code points)
   */
  record At(String file, int line, int column) implements Place {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /**
   * What has a name but no lines.
   *
   * @param name of a property, of an environment variable, or of a file as a whole
   */
  record Named(String name) implements Place {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The key as it is written at such a place: {@code memory_gb} in files, else kebab-case. */
  default String spell(String key) {
    return this instanceof Named ? key.replace('_', '-') : key;
  }

  /** By file, line and column; names by their text, with the numbers in them as numbers. */
  @Override
  default int compareTo(Place other) {
    if (this instanceof At mine && other instanceof At theirs) {
      int byFile = mine.file.compareTo(theirs.file);
      int byLine = byFile != 0 ? byFile : Integer.compare(mine.line, theirs.line);
      return byLine != 0 ? byLine : Integer.compare(mine.column, theirs.column);
    }
    if (this instanceof Named mine && other instanceof Named theirs) {
      return NaturalOrder.compare(mine.name, theirs.name);
    }
    return this instanceof At ? -1 : 1;
  }
}
