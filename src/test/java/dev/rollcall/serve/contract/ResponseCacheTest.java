package dev.rollcall.serve.contract;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import dev.rollcall.testing.peer.DirectoryFixture;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {

  private static final int MEGABYTE = 1024 * 1024;

  /** Only its size counts. */
  private record Response(int size) {}

  private final DirectoryFixture lab = new DirectoryFixture(peers("a"));
  private final ResponseCache<Response> cache =
      new ResponseCache<>(lab.directory(), Response::size);

  @Test
  void theSameRequestIsEncodedOnceForAsLongAsItReadsTheSame() {
    Response first = get("x", 1);
    assertSame(first, get("x", 1));
    assertNotSame(first, get("y", 1));

    lab.judge("a", Status.UNKNOWN);
    Response afterCheck = get("x", 1);
    assertNotSame(first, afterCheck);
    lab.judge("a", Status.HEALTHY);
    assertNotSame(afterCheck, get("x", 1));
  }

  @Test
  void aResponseFromAnOlderSnapshotIsNotCached() {
    Snapshot older = lab.directory().snapshot();
    lab.judge("a", Status.HEALTHY);

    Response first = cache.get("x", older, snapshot -> new Response(1));

    assertNotSame(first, cache.get("x", older, snapshot -> new Response(1)));
    assertNotSame(first, get("x", 1));
  }

  @Test
  void itKeepsALimitedNumber() {
    for (int i = 0; i < 64; i++) {
      get("r" + i, 1);
    }

    assertSame(get("r63", 1), get("r63", 1));
    assertNotSame(get("more", 1), get("more", 1));
  }

  @Test
  void itKeepsALimitedNumberOfBytes() {
    assertNotSame(get("long", 8 * MEGABYTE + 1), get("long", 8 * MEGABYTE + 1));
    assertSame(get("x", 5 * MEGABYTE), get("x", 5 * MEGABYTE));
    assertNotSame(get("y", 4 * MEGABYTE), get("y", 4 * MEGABYTE));
    assertSame(get("z", 3 * MEGABYTE), get("z", 3 * MEGABYTE));
  }

  private Response get(String request, int size) {
    Response response = cache.get(request, snapshot -> new Response(size));
    assertEquals(size, response.size());
    return response;
  }
}
