package dev.rollcall.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rollcall.v1.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoJsonTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a",
        "it's",
        "a=b",
        "'='",
        "\\u0027",
        "\\\\u0027",
        "\\'",
        "\\",
        "\"\n\t\u2028",
        "<img src=x onerror=alert('1')>",
        "\u8282\u70b9 \u0639"
      })
  void aTextIsReadAsItWas(String text) throws InvalidProtocolBufferException {
    Peer peer = Peer.newBuilder().setId(text).putLabels(text, text).build();

    Peer.Builder read = Peer.newBuilder();
    JsonFormat.parser().merge(ProtoJson.of(peer), read);

    assertEquals(peer, read.build());
  }

  @Test
  void whatPeopleReadStandsAsItIsAndMarkupDoesNot() {
    assertEquals(
        "{\"id\":\"it's a=b \\u003cb\\u003e\"}",
        ProtoJson.of(Peer.newBuilder().setId("it's a=b <b>").build()));
  }
}
