package dev.rollcall.systemd;

import java.util.Map;

/** Disables Netty's native transport, which only the service manager's socket needs. */
public final class NativeTransport {

  private static final String PROPERTY = "io.netty.transport.noNative";

  private NativeTransport() {}

  /**
   * Keeps libraries from loading it just because it is there, unless a service manager expects
   * notifications. To be called before Netty is used.
   */
  public static void onlyIfAsked(Map<String, String> environment) {
    if (NotifyEnvironment.of(environment, 0).socket().isEmpty()
        && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "true");
    }
  }
}
