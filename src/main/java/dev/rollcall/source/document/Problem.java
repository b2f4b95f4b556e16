package dev.rollcall.source.document;

/**
 * A problem in a list of peers or in a setting, to be reported to its owner.
 *
 * @param location the file position, or the name of the property or variable
 * @param path the position inside the document, such as {@code peers[3].address}; empty for the
 *     document as a whole
 * @param message what is wrong, with the offending value and what was expected
 */
public record Problem(SourceLocation location, String path, String message) {

  /** The same problem, located at the setting that names the file. */
  public Problem inSetting(String setting) {
    return new Problem(new SourceLocation.OfName(setting), "", toString());
  }

  /** One line. The path is left out where the location is a name, which contains it already. */
  @Override
  public String toString() {
    return path.isEmpty() || location instanceof SourceLocation.OfName
        ? location + ": " + message
        : location + ": " + path + ": " + message;
  }
}
