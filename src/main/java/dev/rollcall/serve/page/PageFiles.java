package dev.rollcall.serve.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All files of the page, by the path at which each is asked for. */
final class PageFiles {

  private static final String INDEX = "index.html";

  /** By name, as a native binary cannot look what is in a folder. */
  private static final List<String> NAMES =
      List.of(
          "announcer.js",
          "api.js",
          "app.js",
          "columns.js",
          "connection.js",
          "details.js",
          "dom.js",
          "events.js",
          "filter.js",
          "graph.js",
          "grid.js",
          "icon.svg",
          INDEX,
          "layout.js",
          "marks.svg",
          "model.js",
          "page.css",
          "pages.js",
          "plot.js",
          "roving.js",
          "statuses.js",
          "stream.js",
          "summary.js",
          "table.js",
          "token.js",
          "words.js");

  private final Map<String, PageFile> byPath = new TreeMap<>();

  /** Reads them all. */
  PageFiles() {
    NAMES.forEach(name -> byPath.put(path(name), PageFile.read(name)));
  }

  private static String path(String name) {
    return name.equals(INDEX) ? "/" : "/page/" + name;
  }

  /** The file at this path, as it was sent. */
  Optional<PageFile> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  Map<String, PageFile> all() {
    return Map.copyOf(byPath);
  }
}
