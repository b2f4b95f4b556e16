package dev.rollcall.bench;

import dev.rollcall.testing.program.PackagedRollcall;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Many addresses of this machine, so that one process can be many peers. */
final class LoopbackAddresses {

  private static final int IN_A_NETWORK = 250;

  private LoopbackAddresses() {}

  /** The address of a peer by its number, from 0 to 62,499. */
  static String of(int number) {
    return "127.20.%d.%d".formatted(number / IN_A_NETWORK, number % IN_A_NETWORK + 1);
  }

  /** Whether every peer was checked once. */
  static boolean areChecked(PackagedRollcall rollcall) {
    try {
      return rollcall.get("/q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
