package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.program.SystemCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Two networks of their own, Rollcall's side and the peers', and between them a line that loses,
 * delays and reorders packets as the test sets it, for each peer's address. All of 10.77.1.0/24 is
 * on the peers' side. A second way, which is never bad, leads from here to Rollcall.
 *
 * <p>Needs Linux, root, {@code ip}, TUN devices and Python; neither netem nor a firewall.
 */
public final class EmulatedNetwork implements AutoCloseable {

  private static final String WIRE = "wire";
  private static final String SEED = "20261122";

  private final NetworkNamespace rollcalls;
  private final NetworkNamespace peers;
  private final String door;
  private final String host;
  private final Process relay;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private EmulatedNetwork(String name) throws IOException {
    NetworkNamespace.removeStale();
    rollcalls = NetworkNamespace.make(name + "-a");
    try {
      peers = NetworkNamespace.make(name + "-b");
      try {
        long number = number(rollcalls.name());
        door = "rc%x".formatted(number);
        host = address(number, 1);
        relay = startRelay();
        commands = relay.outputWriter(UTF_8);
        answers = relay.inputReader(UTF_8);
        connect(address(number, 0));
      } catch (IOException e) {
        peers.remove();
        throw e;
      }
    } catch (IOException e) {
      rollcalls.remove();
      throw e;
    }
  }

  /** Makes one; skips the test, with the reason, where that is not possible; in CI that fails. */
  public static EmulatedNetwork makeOrSkip(String name) {
    try {
      return make(name);
    } catch (IOException e) {
      Prerequisites.require(false, "no network of its own can be made here: " + e.getMessage());
      throw new AssertionError("not reached", e);
    }
  }

  /**
   * Makes one.
   *
   * @param name unique within this process
   * @throws IOException if that is not possible here; says what is missing
   */
  public static EmulatedNetwork make(String name) throws IOException {
    return new EmulatedNetwork(name);
  }

  /** The address at which Rollcall is reached from here. */
  public String host() {
    return host;
  }

  /** What a command is begun with, to run on Rollcall's side. */
  public List<String> onRollcallsSide() {
    return rollcalls.prefix();
  }

  /** What a command is begun with, to run on the peers' side. */
  public List<String> onPeersSide() {
    return peers.prefix();
  }

  /** Runs {@code ip} on Rollcall's side. */
  public void ip(String... words) throws IOException {
    rollcalls.ip(words);
  }

  /** Adds a network to the peers' side, and the route there to Rollcall's. */
  public void addNetwork(String network) throws IOException {
    peers.ip("route", "add", "local", network, "dev", "lo");
    addRoute(network);
  }

  /** Adds the route to a network of the peers' side again. */
  public void addRoute(String network) throws IOException {
    rollcalls.ip("route", "add", network, "dev", WIRE);
  }

  /** Takes the line down on Rollcall's side. Routes that were added are lost with it. */
  public void linkDown() throws IOException {
    rollcalls.ip("link", "set", WIRE, "down");
  }

  /** Takes it up again. */
  public void linkUp() throws IOException {
    rollcalls.ip("link", "set", WIRE, "up");
  }

  /**
   * Treats the packets to and from a peer's address so from now on; returns when that is in force.
   *
   * @param knobs as network_relay.py defines them, such as {@code cut=both} or {@code loss=5
   *     delay=150}
   */
  public void treat(String address, String knobs) {
    try {
      commands.write(address + " " + knobs + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (!"ok".equals(answer)) {
        throw new IllegalArgumentException(String.valueOf(answer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Treats the packets of this address well again. */
  public void heal(String address) {
    treat(address, "");
  }

  /** Sets which names Rollcall's side knows, each with its address. */
  public void names(Map<String, String> addresses) {
    String lines =
        addresses.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
            .collect(Collectors.joining());
    try {
      rollcalls.file("hosts", "127.0.0.1 localhost\n" + lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many connections stand from Rollcall's side to this address. */
  public long connections(String address) {
    try {
      List<String> question = List.of("ss", "-Htn", "state", "established", "dst", address);
      return SystemCommand.run(SystemCommand.joined(rollcalls.prefix(), question)).lines().count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    relay.destroyForcibly();
    try {
      // It would go with the namespace, but some time after.
      SystemCommand.run("ip", "link", "del", door);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      peers.remove();
      rollcalls.remove();
    }
  }

  private Process startRelay() throws IOException {
    Path script = Path.of("src", "test", "resources", "network_relay.py").toAbsolutePath();
    List<String> command =
        List.of(PythonHealthServer.PYTHON, script.toString(), WIRE, "wire-b", SEED);
    return new ProcessBuilder(SystemCommand.joined(rollcalls.prefix(), command))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void connect(String outside) throws IOException {
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("the relay did not start; are there TUN devices?");
    }
    rollcalls.ip("link", "set", "wire-b", "netns", peers.name(), "name", WIRE);
    rollcalls.ip("address", "add", "10.77.0.1/16", "dev", WIRE);
    rollcalls.ip("link", "set", WIRE, "up");
    peers.ip("address", "add", "10.77.0.2", "peer", "10.77.0.1", "dev", WIRE);
    peers.ip("link", "set", WIRE, "up");
    peers.ip("route", "add", "local", "10.77.1.0/24", "dev", "lo");
    names(Map.of());
    // Refuses at once, whatever name server this machine has.
    rollcalls.file("resolv.conf", "nameserver 127.0.0.1\n");
    SystemCommand.run(
        "ip",
        "link",
        "add",
        door,
        "type",
        "veth",
        "peer",
        "name",
        "door",
        "netns",
        rollcalls.name());
    SystemCommand.run("ip", "address", "add", outside + "/31", "dev", door);
    SystemCommand.run("ip", "link", "set", door, "up");
    rollcalls.ip("address", "add", host + "/31", "dev", "door");
    rollcalls.ip("link", "set", "door", "up");
  }

  private static long number(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(UTF_8));
    return crc.getValue();
  }

  // 198.18.0.0/15 is kept for tests of networks (RFC 2544), so no machine's own network is hidden.
  private static String address(long number, int end) {
    long at = 2 * (number % 65_536) + end;
    return "198.%d.%d.%d".formatted(18 + at / 65_536, at / 256 % 256, at % 256);
  }
}
