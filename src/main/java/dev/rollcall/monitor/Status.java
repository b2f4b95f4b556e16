package dev.rollcall.monitor;

/** The status of a peer. */
public enum Status {
  /** Not checked yet. */
  UNKNOWN,
  /** It answers as expected. */
  HEALTHY,
  /** It was healthy; the last check failed, which is not confirmed yet. */
  SUSPECT,
  /** It does not answer as expected. */
  UNHEALTHY,
  /** In maintenance by its roster entry; not checked. */
  MAINTENANCE
}
