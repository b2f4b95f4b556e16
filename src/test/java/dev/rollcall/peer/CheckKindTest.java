package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckKindTest {

  @Test
  void headersAreCopiedAndTheirValuesNotShown() {
    SortedMap<String, String> headers = new TreeMap<>(Map.of("authorization", "Bearer abc"));
    CheckKind.Http kind =
        new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), headers, Optional.empty());
    headers.clear();

    assertEquals(Map.of("authorization", "Bearer abc"), kind.headers());
    assertThrows(UnsupportedOperationException.class, () -> kind.headers().put("a", "b"));
    assertEquals(
        "Http[path=/, status=OptionalInt.empty, body=Optional.empty, headers=[authorization],"
            + " tls=Optional.empty]",
        kind.toString());
  }

  @Test
  void metadataIsCopied() {
    SortedMap<String, String> metadata = new TreeMap<>(Map.of("authorization", "Bearer abc"));
    CheckKind.Grpc kind = new CheckKind.Grpc("", metadata, Optional.empty());
    metadata.clear();

    assertEquals(Map.of("authorization", "Bearer abc"), kind.metadata());
    assertThrows(UnsupportedOperationException.class, () -> kind.metadata().put("a", "b"));
  }

  @Test
  void itIsNeverShownWithTheValuesOfItsMetadata() {
    CheckKind.Grpc kind =
        new CheckKind.Grpc(
            "svc", new TreeMap<>(Map.of("authorization", "Bearer abc")), Optional.empty());

    assertEquals(
        "Grpc[service=svc, metadata=[authorization], tls=Optional.empty]", kind.toString());
  }
}
