package dev.rollcall.serve.contract;

import com.google.protobuf.CodedOutputStream;
import dev.rollcall.text.Sha256;
import dev.rollcall.v1.PeerFilter;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes where a page ended: its last id, bound to the filter. It does not depend on a revision,
 * so the pages go on in order of id while peers come and go. Opaque to clients (AIP-158).
 */
final class PageToken {

  private static final byte VERSION = 1;
  private static final int FILTER_BYTES = 8;
  private static final int ID_FROM = 1 + FILTER_BYTES;

  private PageToken() {}

  static String after(String lastId, PeerFilter filter) {
    byte[] id = lastId.getBytes(StandardCharsets.UTF_8);
    byte[] token =
        ByteBuffer.allocate(ID_FROM + id.length).put(VERSION).put(digest(filter)).put(id).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The last id of the page before.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if the token is malformed or is of another
   *     filter
   */
  static String lastId(String token, PeerFilter filter) {
    byte[] bytes = decoded(token);
    if (bytes.length <= ID_FROM || bytes[0] != VERSION) {
      throw invalid();
    }
    if (!Arrays.equals(bytes, 1, ID_FROM, digest(filter), 0, FILTER_BYTES)) {
      throw Errors.invalid(
          "PAGE_TOKEN_OF_ANOTHER_FILTER",
          "page_token",
          "it was given for another filter; expected the filter of the page before");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, ID_FROM, bytes.length - ID_FROM))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid();
    }
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static StatusRuntimeException invalid() {
    return Errors.invalid(
        "BAD_PAGE_TOKEN",
        "page_token",
        "it is not a token of this service; expected next_page_token of the page before");
  }

  private static byte[] digest(PeerFilter filter) {
    // Sorted, so that the same statuses in another order are the same filter.
    PeerFilter.Builder sorted = filter.toBuilder().clearStatuses();
    filter.getStatusesValueList().stream().distinct().sorted().forEach(sorted::addStatusesValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.useDeterministicSerialization();
      sorted.build().writeTo(out);
      out.flush();
      return Arrays.copyOf(Sha256.of(bytes.toByteArray()), FILTER_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
