package dev.rollcall.source;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads one entry of exo's own peers file. exo needs all of its fields, known or not. */
final class ExoPeerReader {

  private static final List<String> KEYS = List.of("address", "port", "device_capabilities");
  private static final List<String> DEVICE = List.of("model", "chip", "memory", "flops");
  private static final List<String> FLOPS = List.of("fp32", "fp16", "int8");
  private static final String HOST = "a host, such as 192.168.1.10";
  private static final String UNKNOWN = "Unknown";
  private static final int MB_PER_GB = 1024;
  private static final int MAX_MEMORY = (int) (Capabilities.MAX_MEMORY_GB * MB_PER_GB);
  private static final int MAX_PORT = 65_535;
  private static final Numbers.Range TFLOPS = Numbers.Range.from(0, Capabilities.MAX_TFLOPS);

  private ExoPeerReader() {}

  /**
   * What the entry says besides its id.
   *
   * @param address absent, and told, if it is faulty
   * @param addressCell where to tell more about it
   */
  record Entry(Optional<Address> address, Cell addressCell, Traits traits) {}

  static Entry read(Cell cell) {
    Optional<Fields> fields = Fields.among(cell, KEYS);
    Optional<Cell> host = fields.flatMap(f -> f.require("address", "expected " + HOST));
    Optional<Integer> port =
        fields
            .flatMap(f -> f.require("port", "expected a number from 1 to " + MAX_PORT))
            .flatMap(c -> Numbers.whole(c, 1, MAX_PORT))
            .map(Marked::value);
    CapabilityFields capabilities =
        fields
            .flatMap(f -> f.require("device_capabilities", "expected a mapping"))
            .flatMap(c -> Fields.among(c, DEVICE))
            .map(ExoPeerReader::capabilities)
            .orElse(CapabilityFields.NONE);
    return new Entry(
        host.flatMap(ExoPeerReader::host).flatMap(h -> port.map(p -> new Address(h, p))),
        host.orElse(cell),
        new Traits(capabilities, Collections.emptySortedMap(), CheckFields.NONE, Optional.empty()));
  }

  /** Checked by itself, so that a faulty port does not hide a faulty host. */
  private static Optional<String> host(Cell cell) {
    Optional<String> text = Scalars.text(cell, HOST).map(Marked::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String host = withoutBrackets(text.get());
    if (host.isBlank()) {
      cell.refuse("must not be empty; expected " + HOST);
      return Optional.empty();
    }
    if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
      cell.refuse(
          "expected a host without its port, which goes under 'port'; found '%s'"
              .formatted(Texts.printable(host)));
      return Optional.empty();
    }
    try {
      return Optional.of(new Address(host, MAX_PORT).host());
    } catch (IllegalArgumentException e) {
      cell.refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  // exo puts the port behind whatever is there, so IPv6 has its brackets in the file.
  private static String withoutBrackets(String host) {
    boolean ipv6 = host.startsWith("[") && host.endsWith("]") && host.indexOf(':') >= 0;
    return ipv6 ? host.substring(1, host.length() - 1) : host;
  }

  private static CapabilityFields capabilities(Fields device) {
    Optional<Marked<String>> model = name(device, "model");
    Optional<Marked<String>> chip = name(device, "chip");
    Optional<Marked<Double>> memory = memory(device);
    Optional<Fields> flops =
        device.require("flops", "expected a mapping").flatMap(cell -> Fields.among(cell, FLOPS));
    return new CapabilityFields(
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

  /** MB of 2^20 bytes into GB of 2^30. */
  private static Optional<Marked<Double>> memory(Fields device) {
    return device
        .require("memory", "expected MB, or 0 if it is not known")
        .flatMap(cell -> Numbers.whole(cell, 0, MAX_MEMORY))
        .filter(memory -> memory.value() > 0)
        .map(memory -> new Marked<>((double) memory.value() / MB_PER_GB, memory.place()));
  }

  private static Optional<Marked<String>> name(Fields device, String key) {
    return device
        .require(key, "expected text, which begins with '%s' if it is not known".formatted(UNKNOWN))
        .flatMap(Scalars::note)
        .filter(name -> !name.value().isBlank() && !name.value().startsWith(UNKNOWN));
  }

  private static Optional<Marked<Double>> tflops(Optional<Fields> flops, String key) {
    return flops
        .flatMap(fields -> fields.require(key, "expected TFLOPS, or 0 if it is not known"))
        .flatMap(cell -> Numbers.decimal(cell, TFLOPS))
        .filter(value -> value.value() > 0);
  }
}
