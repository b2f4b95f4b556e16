package dev.rollcall.serve.http;

import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Parses the parameters that select peers to a message of the contract. */
final class PeerFilterParameters {

  /** Those of a filter; a peer has to match all of them. */
  static final List<String> FILTER =
      List.of("status", "label", "gpu", "min_memory_gb", "min_gpu_memory_gb", "min_gpu_count");

  /** Those of a list, which comes in pages. */
  static final List<String> LIST = with("page_size", "page_token");

  private PeerFilterParameters() {}

  /** The names of {@link #FILTER}, and these. */
  static List<String> with(String... others) {
    List<String> all = new ArrayList<>(FILTER);
    Collections.addAll(all, others);
    return List.copyOf(all);
  }

  /**
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a value that is not valid
   */
  static ListPeersRequest list(QueryParameters parameters) {
    ListPeersRequest.Builder request = ListPeersRequest.newBuilder().setFilter(filter(parameters));
    parameters
        .one("page_size", Integer::valueOf, "a whole number, 0 or more")
        .ifPresent(request::setPageSize);
    parameters.one("page_token").ifPresent(request::setPageToken);
    return request.build();
  }

  /**
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a value that is not valid
   */
  static PeerFilter filter(QueryParameters parameters) {
    PeerFilter.Builder filter = PeerFilter.newBuilder();
    parameters.list("status").forEach(value -> filter.addStatuses(status(value)));
    parameters.all("label").forEach(value -> addLabel(filter, value));
    parameters
        .one("gpu", PeerFilterParameters::parseBoolean, "true or false")
        .ifPresent(filter::setGpu);
    amount(parameters, "min_memory_gb", filter::setMinMemoryGb);
    amount(parameters, "min_gpu_memory_gb", filter::setMinGpuMemoryGb);
    parameters
        .one("min_gpu_count", PeerFilterParameters::count, "a whole number, 0 or more")
        .ifPresent(filter::setMinGpuCount);
    return filter.build();
  }

  private static void amount(QueryParameters parameters, String name, DoubleConsumer filter) {
    parameters
        .one(name, PeerFilterParameters::amount, "a number, 0 or more")
        .ifPresent(filter::accept);
  }

  private static Status status(String value) {
    return StatusNames.parse(value)
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "status",
                    value,
                    "a status; expected one of %s, or several separated by commas"
                        .formatted(String.join(", ", StatusNames.all()))));
  }

  private static void addLabel(PeerFilter.Builder filter, String value) {
    int equals = value.indexOf('=');
    if (equals <= 0) {
      throw QueryParameters.invalid("label", value, "a label; expected label=NAME=VALUE");
    }
    String name = value.substring(0, equals);
    String before = filter.getLabelsOrDefault(name, value.substring(equals + 1));
    if (!before.equals(value.substring(equals + 1))) {
      throw QueryParameters.invalid(
          "label", value, "a second value of a label; no peer has '%s' too".formatted(before));
    }
    filter.putLabels(name, before);
  }

  private static boolean parseBoolean(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static double amount(String value) {
    double amount = Double.parseDouble(value);
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(value);
    }
    return amount;
  }

  private static int count(String value) {
    int count = Integer.parseInt(value);
    if (count < 0) {
      throw new IllegalArgumentException(value);
    }
    return count;
  }
}
