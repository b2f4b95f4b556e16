package dev.rollcall.monitor;

/** What is known of a peer. */
public enum Status {
  /** Not checked yet. */
  UNKNOWN,
  /** It answers. */
  HEALTHY,
  /** It was healthy; the last check failed, and that is not yet confirmed. */
  SUSPECT,
  /** It does not answer as it should. */
  UNHEALTHY,
  /** Taken out by the roster; not checked. */
  MAINTENANCE
}
