package dev.rollcall.systemd;

import java.util.Map;

/** Netty's native transport, which the manager's socket alone needs. */
public final class NativeTransport {

  private static final String PROPERTY = "io.netty.transport.noNative";

  private NativeTransport() {}

  /**
   * Keeps libraries from loading it just because it is there, unless a service manager asks to be
   * told. To be called before Netty is used.
   */
  public static void onlyIfAsked(Map<String, String> environment) {
    if (NotifyEnvironment.of(environment, 0).socket().isEmpty()
        && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "true");
    }
  }
}
