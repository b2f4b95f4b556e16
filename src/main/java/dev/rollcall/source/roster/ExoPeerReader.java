package dev.rollcall.source.roster;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.roster.check.PartialCheck;
import dev.rollcall.text.PrintableText;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads one entry of exo's own peers file. exo requires all keys, even if a value is unknown. */
final class ExoPeerReader {

  private static final List<String> KEYS = List.of("address", "port", "device_capabilities");
  private static final List<String> DEVICE_KEYS = List.of("model", "chip", "memory", "flops");
  private static final List<String> FLOPS_KEYS = List.of("fp32", "fp16", "int8");
  private static final String HOST = "a host, such as 192.168.1.10";
  private static final String UNKNOWN = "Unknown";
  private static final int MB_PER_GB = 1024;
  private static final int MAX_MEMORY = (int) (Capabilities.MAX_MEMORY_GB * MB_PER_GB);
  private static final int MAX_PORT = 65_535;
  private static final NumberReader.Range TFLOPS =
      NumberReader.Range.between(0, Capabilities.MAX_TFLOPS);

  private ExoPeerReader() {}

  /**
   * The entry without its id.
   *
   * @param address absent, with a problem reported, if it is invalid
   * @param addressNode for further problems with the address
   */
  record Entry(Optional<Address> address, DocumentCursor addressNode, PeerProperties properties) {}

  static Entry read(DocumentCursor node) {
    Optional<MappingReader> mapping = MappingReader.ignoringUnknownKeys(node, KEYS);
    Optional<DocumentCursor> host = mapping.flatMap(f -> f.require("address", "expected " + HOST));
    Optional<Integer> port =
        mapping
            .flatMap(f -> f.require("port", "expected a number from 1 to " + MAX_PORT))
            .flatMap(c -> ExoNumberReader.integer(c, 1, MAX_PORT))
            .map(Located::value);
    PartialCapabilities capabilities =
        mapping
            .flatMap(f -> f.require("device_capabilities", "expected a mapping"))
            .flatMap(c -> MappingReader.ignoringUnknownKeys(c, DEVICE_KEYS))
            .map(ExoPeerReader::capabilities)
            .orElse(PartialCapabilities.NONE);
    return new Entry(
        host.flatMap(ExoPeerReader::host).flatMap(h -> port.map(p -> new Address(h, p))),
        host.orElse(node),
        new PeerProperties(
            capabilities, Collections.emptySortedMap(), PartialCheck.NONE, Optional.empty()));
  }

  /** Validated by itself, so that an invalid port does not hide an invalid host. */
  private static Optional<String> host(DocumentCursor node) {
    Optional<String> text = ScalarReader.string(node, HOST).map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String host = withoutBrackets(text.get());
    if (host.isBlank()) {
      node.reject("must not be empty; expected " + HOST);
      return Optional.empty();
    }
    if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
      node.reject(
          "expected a host without its port, which goes under 'port'; found '%s'"
              .formatted(PrintableText.printable(host)));
      return Optional.empty();
    }
    try {
      return Optional.of(new Address(host, MAX_PORT).host());
    } catch (IllegalArgumentException e) {
      node.reject(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  // exo appends the port to the host as it is, so IPv6 has its brackets in the file.
  private static String withoutBrackets(String host) {
    boolean ipv6 = host.startsWith("[") && host.endsWith("]") && host.indexOf(':') >= 0;
    return ipv6 ? host.substring(1, host.length() - 1) : host;
  }

  private static PartialCapabilities capabilities(MappingReader device) {
    Optional<Located<String>> model = name(device, "model");
    Optional<Located<String>> chip = name(device, "chip");
    Optional<Located<Double>> memory = memory(device);
    Optional<MappingReader> flops =
        device
            .require("flops", "expected a mapping")
            .flatMap(node -> MappingReader.ignoringUnknownKeys(node, FLOPS_KEYS));
    return new PartialCapabilities(
        memory,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        model,
        chip,
        tflops(flops, "fp32"),
        tflops(flops, "fp16"),
        tflops(flops, "int8"));
  }

  /** Converts MB of 2^20 bytes to GB of 2^30 bytes. */
  private static Optional<Located<Double>> memory(MappingReader device) {
    return device
        .require("memory", "expected MB, or 0 if it is not known")
        .flatMap(node -> ExoNumberReader.integer(node, 0, MAX_MEMORY))
        .filter(memory -> memory.value() > 0)
        .map(memory -> new Located<>((double) memory.value() / MB_PER_GB, memory.location()));
  }

  private static Optional<Located<String>> name(MappingReader device, String key) {
    return device
        .require(key, "expected text, which begins with '%s' if it is not known".formatted(UNKNOWN))
        .flatMap(ScalarReader::printableString)
        .filter(name -> !name.value().isBlank() && !name.value().startsWith(UNKNOWN));
  }

  private static Optional<Located<Double>> tflops(Optional<MappingReader> flops, String key) {
    return flops
        .flatMap(mapping -> mapping.require(key, "expected TFLOPS, or 0 if it is not known"))
        .flatMap(node -> ExoNumberReader.decimal(node, TFLOPS))
        .filter(value -> value.value() > 0);
  }
}
