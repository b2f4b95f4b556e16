package dev.rollcall.peer;

/** What a peer is asked, with what that kind of question needs to know. */
public sealed interface CheckKind {

  /** The name that a peers file and the settings use. */
  String type();

  /**
   * grpc.health.v1.Health/Check.
   *
   * @param service the service asked about; empty for the server as a whole
   */
  record Grpc(String service) implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "grpc";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** Whether a TCP connection can be made. */
  record Tcp() implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "tcp";

    @Override
    public String type() {
      return TYPE;
    }
  }
}
