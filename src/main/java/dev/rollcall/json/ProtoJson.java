package dev.rollcall.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import java.util.List;

/**
 * Messages in the canonical JSON of proto3, on one line: what has its default is left out. Those of
 * google.rpc are read by reflection, as the contract's own are, which the framework registers.
 */
public final class ProtoJson {

  private static final List<Descriptor> DETAILS =
      List.of(
          ErrorInfo.getDescriptor(),
          BadRequest.getDescriptor(),
          PreconditionFailure.getDescriptor(),
          RetryInfo.getDescriptor());

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(TypeRegistry.newBuilder().add(DETAILS).build())
          .omittingInsignificantWhitespace();

  /** From the backslash to the last digit of an escape by number. */
  private static final int ESCAPE = 6;

  private ProtoJson() {}

  /** Takes about 10 µs for each peer in it, so much of it is not for an event loop. */
  public static String of(Message message) {
    try {
      return readable(PRINTER.print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message contains a type that is not registered here", e);
    }
  }

  /** The printer escapes as for a page what people want to read as it is. */
  private static String readable(String json) {
    int at = json.indexOf('\\');
    if (at < 0) {
      return json;
    }
    StringBuilder text = new StringBuilder(json.length());
    int from = 0;
    while (at >= 0) {
      text.append(json, from, at);
      from = at + appendEscaped(text, json, at);
      at = json.indexOf('\\', from);
    }
    return text.append(json, from, json.length()).toString();
  }

  private static int appendEscaped(StringBuilder text, String json, int at) {
    if (json.startsWith("\\u0027", at)) {
      text.append('\'');
      return ESCAPE;
    }
    if (json.startsWith("\\u003d", at)) {
      text.append('=');
      return ESCAPE;
    }
    text.append(json, at, at + 2);
    return 2;
  }
}
