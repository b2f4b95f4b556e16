package dev.rollcall.source.document;

/**
 * What is wrong with a list of peers or with a setting, as its owner is told.
 *
 * @param place where it stands
 * @param path where that is inside the document, such as {@code peers[3].address}; empty for the
 *     document as a whole
 * @param message what is wrong, with the offending value and what was expected
 */
public record Problem(SourceLocation location, String path, String message) {

  /** The same as a problem of the setting that names the file. */
  public Problem inSetting(String setting) {
    return new Problem(new SourceLocation.OfName(setting), "", toString());
  }

  /** One line. The path is left out where the place is a name, since the name says it already. */
  @Override
  public String toString() {
    return path.isEmpty() || location instanceof SourceLocation.OfName
        ? location + ": " + message
        : location + ": " + path + ": " + message;
  }
}
