package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a launcher's list, not validated yet.
 *
 * @param location the variable and index, or the line of the host file
 * @param id its id; absent: derived from its host
 * @param host a name or an IP, with its port if it has one; empty if the entry is invalid
 * @param hasPort whether the host is a whole {@code host:port}
 * @param gpus the number of GPUs; absent: not known
 * @param labels further information from the launcher
 */
record LaunchedNode(
    SourceLocation location,
    Optional<String> id,
    String host,
    boolean hasPort,
    OptionalInt gpus,
    SortedMap<String, String> labels) {

  /** Copies the labels. */
  LaunchedNode {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  static LaunchedNode onHost(SourceLocation location, String host) {
    return new LaunchedNode(
        location, Optional.empty(), host, false, OptionalInt.empty(), Collections.emptySortedMap());
  }

  /** A node with an id of its own and a host with its port. */
  static LaunchedNode atAddress(SourceLocation location, String id, String address) {
    return new LaunchedNode(
        location,
        Optional.of(id),
        address,
        true,
        OptionalInt.empty(),
        Collections.emptySortedMap());
  }

  LaunchedNode withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new LaunchedNode(location, id, host, hasPort, gpus, more);
  }

  LaunchedNode withGpus(OptionalInt count) {
    return new LaunchedNode(location, id, host, hasPort, count, labels);
  }

  boolean isInvalid() {
    return host.isEmpty();
  }
}
