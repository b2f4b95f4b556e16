package dev.rollcall.json;

import dev.rollcall.v1.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statuses as people read and write them, such as {@code healthy}. */
public final class StatusNames {

  private static final String PREFIX = "STATUS_";
  private static final Map<String, Status> BY_NAME = byName();

  private StatusNames() {}

  /** Such as {@code healthy}. */
  public static String of(Status status) {
    return status.name().replaceFirst(PREFIX, "").toLowerCase(Locale.ROOT);
  }

  /** The status of this name, in any case; empty if a peer can have none of this name. */
  public static Optional<Status> parse(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Those that a peer can have. */
  public static List<String> all() {
    return List.copyOf(BY_NAME.keySet());
  }

  private static Map<String, Status> byName() {
    Map<String, Status> names = new LinkedHashMap<>();
    for (Status status : Status.values()) {
      if (status != Status.STATUS_UNSPECIFIED && status != Status.UNRECOGNIZED) {
        names.put(of(status), status);
      }
    }
    return Collections.unmodifiableMap(names);
  }
}
