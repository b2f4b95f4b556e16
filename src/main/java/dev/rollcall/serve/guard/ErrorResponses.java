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

/** Refusals as they are on the wire. What is left of the request is dropped. */
final class ErrorResponses {

  private static final int OK = 200;

  private ErrorResponses() {}

  /** To a gRPC call: by its trailers alone, unless something was answered before. */
  static void toGrpc(HttpServerRequest request, ApiError refusal) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      write(response.trailers(), refusal);
    } else {
      response.setStatusCode(OK).putHeader("content-type", "application/grpc");
      write(response.headers(), refusal);
      if (refusal.code() == Code.UNIMPLEMENTED) {
        response.putHeader("grpc-accept-encoding", "identity,gzip");
      }
    }
    end(request, response, Buffer.buffer());
  }

  /** To any other request. */
  static void toHttp(HttpServerRequest request, ApiError refusal) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(HttpErrorMapper.httpStatus(refusal.toStatus()))
        .putHeader("content-type", "application/json");
    if (refusal.code() == Code.UNAUTHENTICATED) {
      boolean wrong = refusal.reason().equals(ApiError.badToken().reason());
      response.putHeader("www-authenticate", wrong ? "Bearer error=\"invalid_token\"" : "Bearer");
    }
    end(request, response, Buffer.buffer(refusal.toJson()));
  }

  private static void write(MultiMap headers, ApiError refusal) {
    headers
        .set("grpc-status", String.valueOf(refusal.code().getNumber()))
        .set("grpc-message", percentEncoded(refusal.message()))
        .set(
            "grpc-status-details-bin",
            Base64.getEncoder().withoutPadding().encodeToString(refusal.toStatus().toByteArray()));
  }

  // A client that has gone is not told anything, and a write that fails is no news then.
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
