package dev.rollcall.cli.local;

/** The commented example of a peers file that {@code init} writes. */
final class PeersTemplate {

  /** The first line of a peers file, by which editors find its schema. */
  static final String SCHEMA_COMMENT =
      "# yaml-language-server: $schema=http://127.0.0.1:7655/schema/peers.schema.json\n";

  private PeersTemplate() {}

  /** The whole file. */
  static String text() {
    return SCHEMA_COMMENT
        + """
        #
        # The members of the cluster. All nodes can share this file: each is started with
        # 'rollcall --node-id ID', and does not check its own entry.
        # 'rollcall validate peers.yaml' reports its problems, and a running Rollcall reloads it
        # within seconds of a change.

        # Defaults of every peer.
        defaults:
          check: {type: grpc, interval: 30s}     # or exo, http, tcp; tls: true for TLS

        peers:
          - id: node1
            address: 127.0.0.1:50051             # host:port; IPv4, a name, or "[fd00::1]:50051"
            capabilities:                        # all optional
              memory_gb: 16
              gpu: true
              gpu_count: 1
            labels: {site: factory-a}

          - id: node2
            address: 127.0.0.1:50052
            capabilities: {memory_gb: 8, gpu: false}
            # check: {type: http, path: /healthz, interval: 10s, timeout: 1s}
            # maintenance: true                  # listed, not checked

        # Which nodes see each other. Default: every node sees every other.
        # links:
        #   - [node1, node2]
        """;
  }
}
