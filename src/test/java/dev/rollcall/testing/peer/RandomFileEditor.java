package dev.rollcall.testing.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Edits a peers file at random: valid and invalid content, by all ways of replacing a file. */
public final class RandomFileEditor {

  private final Path path;
  private final Random random;
  private final Function<Collection<String>, String> list;
  private final Set<String> everGood;

  /**
   * @param list the content of a good file with these ids
   * @param first the ids of the version that is there
   */
  public RandomFileEditor(
      Path path, Random random, Function<Collection<String>, String> list, Set<String> first) {
    this.path = path;
    this.random = random;
    this.list = list;
    this.everGood = new TreeSet<>(first);
  }

  /** The ids of all good versions so far. */
  public Set<String> everGood() {
    return everGood;
  }

  /** Writes a good version in place; its ids. */
  public Set<String> good() throws IOException {
    Set<String> ids = version();
    everGood.addAll(ids);
    Files.writeString(path, list.apply(ids));
    return ids;
  }

  /** One edit of any kind. */
  public void next() throws IOException {
    switch (random.nextInt(6)) {
      case 0 -> Files.writeString(path, list.apply(version()).replace("address", "adress"));
      case 1 -> Files.deleteIfExists(path);
      // Cut inside the first entry, so that it is no list whatever else it is.
      case 2 -> Files.writeString(path, "peers:\n  - {id: ghost" + random.nextInt() + ", addr");
      case 3 -> rename();
      default -> good();
    }
  }

  private void rename() throws IOException {
    Set<String> ids = version();
    everGood.addAll(ids);
    Path other = path.resolveSibling("new");
    Files.writeString(other, list.apply(ids));
    Files.move(other, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Set<String> version() {
    Set<String> ids = new TreeSet<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      ids.add("n" + random.nextInt(20));
    }
    return ids;
  }
}
