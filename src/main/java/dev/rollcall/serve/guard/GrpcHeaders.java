package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The headers of a gRPC call: told apart, and judged before anything reads them. */
final class GrpcHeaders {

  static final String ENCODING = "grpc-encoding";
  private static final String BINARY = "-bin";
  private static final String GZIP = "gzip";
  private static final String IDENTITY = "identity";

  private GrpcHeaders() {}

  /** Whether the gRPC service takes this request; by the same rule as the framework's route. */
  static boolean isCall(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      return false;
    }
    String type = request.getHeader("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
  }

  /** Whether its compressed messages are gzip; else they are not compressed at all. */
  static boolean saysGzip(MultiMap headers) {
    return GZIP.equals(headers.get(ENCODING));
  }

  /** Why a call with these cannot be taken. Lists of binary values are made single ones. */
  static Optional<ApiError> problem(MultiMap headers) {
    String encoding = headers.get(ENCODING);
    if (encoding != null && !encoding.equals(GZIP) && !encoding.equals(IDENTITY)) {
      return Optional.of(
          new ApiError(
              Code.UNIMPLEMENTED,
              "UNKNOWN_ENCODING",
              "grpc-encoding names a compression that is not known here; expected identity or"
                  + " gzip"));
    }
    List<String> binary = new ArrayList<>();
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().endsWith(BINARY)) {
        binary.add(header.getKey());
      }
    }
    for (String name : binary) {
      List<String> values = values(headers.getAll(name));
      if (!values.stream().allMatch(GrpcHeaders::isBase64)) {
        return Optional.of(
            ApiError.invalid(
                "BAD_BINARY_HEADER",
                "a header whose name ends in -bin has a value that is no" + " base64"));
      }
      headers.set(name, values);
    }
    return Optional.empty();
  }

  private static List<String> values(List<String> joined) {
    List<String> values = new ArrayList<>();
    for (String value : joined) {
      for (String one : value.split(",", -1)) {
        values.add(one.strip());
      }
    }
    return values;
  }

  private static boolean isBase64(String value) {
    try {
      Base64.getDecoder().decode(value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
