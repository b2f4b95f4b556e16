package dev.rollcall.serve.grpc;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client sends, its call gets an end. */
class ServiceBinderTest {

  private static final byte[] REQUEST = {};

  private final GrpcServiceFixture serving = new GrpcServiceFixture(peers("a"));

  @ParameterizedTest(name = "{0}")
  @CsvSource({"no field, ff", "cut short, 0a05", "a field number of 0, 0001", "a group, 0b"})
  void whatIsNoMessageIsInvalid(String what, String hex) {
    var call = call().send(bytes(hex)).finish();

    assertEquals(Code.INVALID_ARGUMENT, call.refusal().code(), what);
    assertEquals("NOT_A_MESSAGE", call.refusal().info().getReason());
  }

  @Test
  void aCallWithoutARequestIsInvalid() {
    assertEquals("NOT_ONE_REQUEST", call().finish().refusal().info().getReason());
  }

  @Test
  void aCallWithTwoRequestsIsInvalid() {
    var call = call().send(REQUEST).send(REQUEST).finish();

    assertEquals("NOT_ONE_REQUEST", call.refusal().info().getReason());
    assertEquals(0, call.answers().size());
  }

  @Test
  void whoHasGoneIsNotAnswered() {
    var call = call().send(REQUEST);

    call.vanish();
    call.finish();

    assertEquals(0, call.answers().size());
  }

  @Test
  void whoDoesNotReadIsAnsweredWhenHeDoes() {
    var call = call().send(REQUEST);
    call.stopReading();

    call.finish();
    assertEquals(0, call.answers().size());
    call.read();

    assertEquals(1, call.answers().get(0).getPeersCount());
    assertEquals(Code.OK, call.status().orElseThrow().getCode());
  }

  @Test
  void anAnswerIsFollowedByTheEnd() {
    var call = call().send(REQUEST).finish();

    assertEquals(1, call.answers().get(0).getPeersCount());
    assertEquals(Code.OK, call.status().orElseThrow().getCode());
  }

  private ScriptedCall<ListPeersRequest, ListPeersResponse> call() {
    return serving
        .discovery(DiscoveryGrpc.getListPeersMethod(), ListPeersResponse.parser())
        .start(new Metadata());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
