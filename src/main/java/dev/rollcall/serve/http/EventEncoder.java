package dev.rollcall.serve.http;

import dev.rollcall.directory.Delta;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.Revision;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.serve.contract.ResponseCache;
import io.vertx.core.buffer.Buffer;

/** Encodes the events of watches as server-sent events, each once for all watches. Thread-safe. */
final class EventEncoder {

  private final NodeInfo observer;
  private final ResponseCache<Buffer> cache;

  EventEncoder(DirectoryView directory, NodeInfo observer) {
    this.observer = observer;
    this.cache = new ResponseCache<>(directory, Buffer::length);
  }

  /** An event with a message of the contract. It may be long, and take some milliseconds. */
  Buffer encode(Delta delta, Snapshot snapshot) {
    return cache.get(delta, snapshot, state -> encoded(delta, state));
  }

  private Buffer encoded(Delta delta, Snapshot snapshot) {
    String json = ProtoJson.of(ProtoMapper.watched(delta, observer, snapshot));
    return Buffer.buffer(id(snapshot.revision()) + "data: " + json + "\n\n");
  }

  /** A comment, which moves on the id from which the client resumes. */
  static Buffer keepAlive(Snapshot snapshot) {
    return Buffer.buffer(": no news\n" + id(snapshot.revision()) + "\n");
  }

  /** What a client sends back as Last-Event-ID. */
  private static String id(Revision revision) {
    return "id: %s/%d\n".formatted(revision.epoch(), revision.number());
  }
}
