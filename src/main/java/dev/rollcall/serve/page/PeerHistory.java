package dev.rollcall.serve.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.PeerState;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Transition;
import dev.rollcall.text.PrintableText;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history of a peer as JSON: its transitions, oldest first, with the names of the
 * contract, and the round trips of its last successful checks in microseconds.
 */
final class PeerHistory {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  /** In google.rpc.Code. */
  private static final int INVALID_ARGUMENT_CODE = 3;

  private static final int NOT_FOUND_CODE = 5;

  private static final int NANOS_PER_MICRO = 1_000;

  private final JsonFactory json = new JsonFactory();
  private final DirectoryView directory;

  /**
   * @param status of HTTP
   */
  record JsonResponse(int status, String json) {}

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  PeerHistory(DirectoryView directory) {
    this.directory = directory;
  }

  /**
   * The history of the peer that this query names.
   *
   * @param query {@code id=...}, escaped; null: there was none
   */
  JsonResponse of(@Nullable String query) {
    List<String> ids;
    try {
      ids = new QueryStringDecoder(query == null ? "" : query, false).parameters().get("id");
    } catch (IllegalArgumentException e) {
      return invalid("the query has a % that is not followed by two hex digits");
    }
    if (ids == null || ids.size() != 1) {
      return invalid("the query has %d ids; expected one, as id=...".formatted(count(ids)));
    }
    String id = ids.get(0);
    Optional<PeerState> peer = directory.snapshot().findNamed(id);
    return peer.map(found -> new JsonResponse(OK, write(out -> history(out, found))))
        .orElseGet(
            () ->
                error(
                    NOT_FOUND,
                    NOT_FOUND_CODE,
                    "peer '%s' is not listed".formatted(PrintableText.printable(id))));
  }

  private static int count(@Nullable List<String> ids) {
    return ids == null ? 0 : ids.size();
  }

  private JsonResponse invalid(String message) {
    return error(BAD_REQUEST, INVALID_ARGUMENT_CODE, message);
  }

  private JsonResponse error(int status, int code, String message) {
    return new JsonResponse(
        status,
        write(
            out -> {
              out.writeNumberField("code", code);
              out.writeStringField("message", message);
            }));
  }

  private static void history(JsonGenerator out, PeerState state) throws IOException {
    History history = state.history();
    out.writeStringField("id", state.peer().id().value());
    out.writeArrayFieldStart("transitions");
    for (Transition transition : history.transitions()) {
      write(out, transition);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("roundTripMicros");
    for (Duration roundTrip : history.roundTrips().all()) {
      out.writeNumber(roundTrip.toNanos() / NANOS_PER_MICRO);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, Transition transition) throws IOException {
    out.writeStartObject();
    out.writeStringField("at", transition.at().wall().toString());
    out.writeStringField("status", "STATUS_" + transition.status());
    if (transition.reason().isPresent()) {
      out.writeStringField("reason", "REASON_" + transition.reason().get());
    }
    out.writeEndObject();
  }

  private String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.createGenerator(text)) {
      out.writeStartObject();
      content.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return text.toString();
  }
}
