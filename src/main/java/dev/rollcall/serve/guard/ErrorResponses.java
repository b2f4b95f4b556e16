package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes errors to rejected requests, and discards what is left of these. */
final class ErrorResponses {

  private static final int OK = 200;

  private ErrorResponses() {}

  /** Ends a gRPC call, by trailers alone unless a response has begun. */
  static void toGrpc(HttpServerRequest request, ApiError error) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      write(response.trailers(), error);
    } else {
      response.setStatusCode(OK).putHeader("content-type", "application/grpc");
      write(response.headers(), error);
      if (error.code() == Code.UNIMPLEMENTED) {
        response.putHeader("grpc-accept-encoding", "identity,gzip");
      }
    }
    end(request, response, Buffer.buffer());
  }

  /** Answers any other request. */
  static void toHttp(HttpServerRequest request, ApiError error) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(HttpErrorMapper.httpStatus(error.toStatus()))
        .putHeader("content-type", "application/json");
    if (error.code() == Code.UNAUTHENTICATED) {
      boolean wrong = error.reason().equals(ApiError.badToken().reason());
      response.putHeader("www-authenticate", wrong ? "Bearer error=\"invalid_token\"" : "Bearer");
    }
    end(request, response, Buffer.buffer(error.toJson()));
  }

  private static void write(MultiMap headers, ApiError error) {
    headers
        .set("grpc-status", String.valueOf(error.code().getNumber()))
        .set("grpc-message", percentEncoded(error.message()))
        .set(
            "grpc-status-details-bin",
            Base64.getEncoder().withoutPadding().encodeToString(error.toStatus().toByteArray()));
  }

  // A write that fails because the client has disconnected needs no handling.
  private static void end(HttpServerRequest request, HttpServerResponse response, Buffer body) {
    Future<Void> sent = body.length() == 0 ? response.end() : response.end(body);
    sent.otherwiseEmpty();
    if (!request.isEnded()) {
      request.resume();
    }
  }

  private static String percentEncoded(String message) {
    return URLEncoder.encode(message, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
