package dev.rollcall.app.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the settings, so that each may also come from the environment: {@code
 * ROLLCALL_PEERS_0__ADDRESS} is {@code rollcall.peers[0].address}. All are text here; {@link
 * dev.rollcall.source.settings.NodeSettings} and {@link
 * dev.rollcall.source.settings.SettingsDocument} read and check them, and name the property where
 * one is wrong.
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

  /** From one look at the peers file to the next. */
  Optional<String> reloadInterval();

  /** The most that an orderly end takes. */
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

    /** So many watches and waits of clients. */
    Optional<String> watchLimit();

    /** The name in {@code quarkus.tls.NAME.*}. */
    Optional<String> tls();

    /** Whether clients must have a certificate. */
    Optional<String> clientAuth();

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

    /** The service asked about. */
    Optional<String> service();

    /** Sent with each call. */
    Map<String, String> metadata();

    /** What is asked for over HTTP. */
    Optional<String> path();

    /** The HTTP status that is expected. */
    Optional<String> status();

    /** The body that is expected. */
    Optional<String> body();

    /** Whether TLS is spoken. */
    @WithName("tls")
    Optional<String> speaksTls();

    /** How TLS is spoken. */
    Optional<TlsEntry> tls();

    /** Between checks of a healthy peer. */
    Optional<String> interval();

    /** After which a missing answer is a failure. */
    Optional<String> timeout();

    /** Before a check that confirms. */
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
    /** So many held streams. */
    Optional<String> watchLimit();

    /** So many checks at a time. */
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
    /** So many healthy peers. */
    Optional<String> minHealthy();
  }
}
