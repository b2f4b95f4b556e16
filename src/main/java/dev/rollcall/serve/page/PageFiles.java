package dev.rollcall.serve.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds all files of the page, by path. */
final class PageFiles {

  private static final String INDEX = "index.html";

  /** Listed, as a native binary cannot list a folder of resources. */
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
          "format.js",
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
          "token.js");

  private final Map<String, PageFile> byPath = new TreeMap<>();

  /** Reads them all. */
  PageFiles() {
    NAMES.forEach(name -> byPath.put(path(name), PageFile.read(name)));
  }

  private static String path(String name) {
    return name.equals(INDEX) ? "/" : "/page/" + name;
  }

  /** The file at this path, as the client sent it. */
  Optional<PageFile> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  Map<String, PageFile> all() {
    return Map.copyOf(byPath);
  }
}
