package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Address;
import dev.rollcall.testing.time.ManualClock;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckSocketsTest {

  private static final ConnectTarget TARGET =
      ConnectTarget.of(
          new Address("127.0.0.1", 7000), InetAddress.getLoopbackAddress(), Duration.ofSeconds(1));

  @Test
  void aTimeoutNamesTheTimeoutOfTheCheck() {
    assertEquals(
        new Outcome.Failure(Reason.TIMEOUT, "no connection to 127.0.0.1:7000 within 3s"),
        failure(new ConnectTimeoutException("connection timed out after 1000 ms")));
  }

  @Test
  void aRefusedConnectionMeansThatNothingListens() {
    assertEquals(
        new Outcome.Failure(
            Reason.REFUSED, "nothing listens at 127.0.0.1:7000 (connection refused)"),
        failure(new ConnectException("Connection refused: /127.0.0.1:7000")));
  }

  // The port was closed while the connection waited to be accepted.
  @Test
  void aConnectionThatIsResetBeforeItIsEstablishedIsRefused() {
    assertEquals(
        new Outcome.Failure(Reason.REFUSED, "127.0.0.1:7000 reset the connection while connecting"),
        failure(new SocketException("Connection reset: /127.0.0.1:7000")));
  }

  private static Outcome failure(Throwable cause) {
    return CheckSockets.failure(
        cause, TARGET, Deadline.startingNow(new ManualClock(), Duration.ofSeconds(3)));
  }
}
