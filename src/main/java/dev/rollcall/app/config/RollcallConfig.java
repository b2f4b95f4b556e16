package dev.rollcall.app.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares the names of the settings, so that each may also come from the environment: {@code
 * ROLLCALL_PEERS_0__ADDRESS} is {@code rollcall.peers[0].address}.
 *
 * <p>The values are read from the flat names ({@link RollcallProperties}), and not from here, since
 * SmallRye 3.17 drops whatever has no place in a mapping, without an error. That is what users want
 * to hear of: unknown and malformed names, gaps in a list, a text in place of a group. It is also
 * what is accepted beyond the mapping: keys in snake_case, and a link as two items ({@code
 * rollcall.links[0][1]}). So {@link dev.rollcall.source.settings.NodeSettings} and {@link
 * dev.rollcall.source.settings.SettingsDocument} make of them what a peers file is parsed to, and
 * both have the same readers and errors; a test holds that they know every name declared here.
 */
@ConfigMapping(prefix = "rollcall")
public interface RollcallConfig {

  /** Where the service listens. */
  Listen listen();

  /** A file with the token that clients must send. */
  Optional<String> tokenFile();

  /** A peers file. */
  Optional<String> peersFile();

  /** The entry that is the node itself. */
  Optional<String> nodeId();

  /** The launcher whose list counts, or auto. */
  Optional<String> launcher();

  /** The port of a launcher's nodes. */
  Optional<String> launcherPort();

  /** From one poll of the peers file to the next. */
  Optional<String> reloadInterval();

  /** The longest that an orderly shutdown takes. */
  Optional<String> shutdownTimeout();

  /** The list of peers inside the settings. */
  List<PeerEntry> peers();

  /** Who sees whom, each link as {@code one,other}. */
  Optional<List<String>> links();

  /** The defaults of every peer's check, and the limits of the node. */
  NodeCheck check();

  /** When the node is ready. */
  Ready ready();

  /** Where the service listens. */
  interface Listen {
    /** A host name or address of this machine. */
    @WithDefault("127.0.0.1")
    String host();

    /** 0 for any free port. */
    @WithDefault("7655")
    String port();

    /** The most watches and waits of clients at a time. */
    Optional<String> watchLimit();

    /** The name in {@code quarkus.tls.NAME.*}. */
    Optional<String> tls();

    /** Whether clients must have a certificate. */
    Optional<String> clientAuth();

    /** Hosts that requests may be for besides loopback. */
    Optional<List<String>> allowedHosts();

    /** The most connections at a time. */
    Optional<String> connectionLimit();
  }

  /** One entry of the list. */
  interface PeerEntry {
    /** Its name. */
    Optional<String> id();

    /** host:port. */
    Optional<String> address();

    /** What it offers. */
    Optional<CapabilitiesEntry> capabilities();

    /** What its owner noted. */
    Map<String, String> labels();

    /** How it is checked. */
    Optional<Check> check();

    /** Listed, not checked. */
    Optional<String> maintenance();
  }

  /** What a peer offers. */
  interface CapabilitiesEntry {
    /** Main memory. */
    Optional<String> memoryGb();

    /** Whether it has a GPU. */
    Optional<String> gpu();

    /** How many. */
    Optional<String> gpuCount();

    /** Memory of all its GPUs. */
    Optional<String> gpuMemoryGb();

    /** The machine. */
    Optional<String> model();

    /** The processor or GPU. */
    Optional<String> chip();

    /** Peak throughput in TFLOPS. */
    Optional<FlopsEntry> flops();
  }

  /** Peak throughput in TFLOPS. */
  interface FlopsEntry {
    /** Single precision. */
    Optional<String> fp32();

    /** Half precision. */
    Optional<String> fp16();

    /** 8-bit integers. */
    Optional<String> int8();
  }

  /** How peers are checked. */
  interface Check {
    /** The kind. */
    Optional<String> type();

    /** The service whose health is checked. */
    Optional<String> service();

    /** Sent with each call. */
    Map<String, String> metadata();

    /** The path of the HTTP request. */
    Optional<String> path();

    /** The HTTP status that is expected. */
    Optional<String> status();

    /** The body that is expected. */
    Optional<String> body();

    /** Sent with the HTTP request. */
    Map<String, String> headers();

    /** Whether TLS is spoken. */
    @WithName("tls")
    Optional<String> speaksTls();

    /** How TLS is spoken. */
    Optional<TlsEntry> tls();

    /** Between checks of a healthy peer. */
    Optional<String> interval();

    /** After which a missing answer is a failure. */
    Optional<String> timeout();

    /** From a failure to the check that confirms it. */
    Optional<String> confirmInterval();

    /** Between checks of an unhealthy peer. */
    Optional<String> downInterval();

    /** Failures in a row that make a peer unhealthy. */
    Optional<String> fall();

    /** Successes in a row that make it healthy again. */
    Optional<String> rise();

    /** The part of an interval by which a check may come later. */
    Optional<String> jitter();
  }

  /** How peers are checked, and what only the node as a whole has. */
  interface NodeCheck extends Check {
    /** The most Health/Watch streams at a time. */
    Optional<String> watchLimit();

    /** The most checks at a time. */
    Optional<String> inFlightLimit();
  }

  /** How TLS is spoken. */
  interface TlsEntry {
    /** The name in {@code quarkus.tls.NAME.*}. */
    Optional<String> config();

    /** The name that the peer's certificate must bear. */
    Optional<String> serverName();
  }

  /** When the node is ready. */
  interface Ready {
    /** The number of healthy peers. */
    Optional<String> minHealthy();
  }
}
