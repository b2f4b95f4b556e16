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

/** Recognizes gRPC calls by their headers, and validates these before anything reads them. */
final class GrpcHeaders {

  static final String ENCODING = "grpc-encoding";
  private static final String BINARY = "-bin";
  private static final String GZIP = "gzip";
  private static final String IDENTITY = "identity";

  private GrpcHeaders() {}

  /** Whether a request goes to the gRPC services, by the same rule as the framework's route. */
  static boolean isCall(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      return false;
    }
    String type = request.getHeader("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
  }

  /** Whether messages may be compressed with gzip; if not, they are not compressed. */
  static boolean isGzip(MultiMap headers) {
    return GZIP.equals(headers.get(ENCODING));
  }

  /** Validates the headers. Splits lists of binary values into single ones. */
  static Optional<ApiError> problem(MultiMap headers) {
    String encoding = headers.get(ENCODING);
    if (encoding != null && !encoding.equals(GZIP) && !encoding.equals(IDENTITY)) {
      return Optional.of(
          new ApiError(
              Code.UNIMPLEMENTED,
              "UNKNOWN_ENCODING",
              "the compression that grpc-encoding names is not supported; expected identity or"
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
                "a header whose name ends in -bin has a value that is not base64"));
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
