package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a launcher's list, unchecked.
 *
 * @param place where it stands
 * @param id its name; absent: its host
 * @param host a name or an IP, with its port if it carries one; empty if the entry was refused
 * @param hasPort whether the host is a whole {@code host:port}
 * @param gpus how many GPUs it has; absent: not known
 * @param labels what else the launcher says
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

  static LaunchedNode onHost(SourceLocation place, String host) {
    return new LaunchedNode(
        place, Optional.empty(), host, false, OptionalInt.empty(), Collections.emptySortedMap());
  }

  /** One with an id of its own and a host that carries its port. */
  static LaunchedNode atAddress(SourceLocation place, String id, String address) {
    return new LaunchedNode(
        place, Optional.of(id), address, true, OptionalInt.empty(), Collections.emptySortedMap());
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
