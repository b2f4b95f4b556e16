package dev.rollcall.serve.http;

import dev.rollcall.directory.Delta;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.ProtoMapper;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Events as they are sent, which most watches are owed alike: each is then written once, for as
 * long as it reads the same. Any thread may ask.
 */
final class EventCache {

  private static final Logger LOG = Logger.getLogger(EventCache.class);

  private static final int MOST_KEPT = 64;
  private static final int LONGEST_KEPT = 1024 * 1024;

  private final DirectoryView directory;
  private final NodeInfo observer;
  private volatile Kept kept;

  private record Kept(Snapshot snapshot, long readings, Map<Delta, Buffer> events) {}

  EventCache(DirectoryView directory, NodeInfo observer) {
    this.directory = directory;
    this.observer = observer;
    this.kept = new Kept(directory.snapshot(), directory.readings(), new ConcurrentHashMap<>());
  }

  /**
   * The event that tells this; absent after a fault of ours, which the log has.
   *
   * @param now where it leads to
   */
  Optional<Buffer> get(Delta news, Snapshot now) {
    Map<Delta, Buffer> events = eventsAt(now);
    Buffer known = events.get(news);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Buffer event = written(news, now);
      if (events.size() < MOST_KEPT && event.length() <= LONGEST_KEPT) {
        events.put(news, event);
      }
      return Optional.of(event);
    } catch (RuntimeException fault) {
      LOG.error("a fault in writing an event; its watch ends", fault);
      return Optional.empty();
    }
  }

  private Buffer written(Delta news, Snapshot now) {
    String json = ProtoJson.of(ProtoMapper.watched(news, observer, now));
    return Buffer.buffer(WatchEvents.id(now.revision()) + "data: " + json + "\n\n");
  }

  private Map<Delta, Buffer> eventsAt(Snapshot now) {
    Kept current = kept;
    long readings = directory.readings();
    if (current.snapshot() != now || current.readings() != readings) {
      current = new Kept(now, readings, new ConcurrentHashMap<>());
      kept = current;
    }
    return current.events();
  }
}
