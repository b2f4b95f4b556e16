package dev.rollcall.cli.local;

/** A peers file to start from. */
final class PeersTemplate {

  /** In a heading: what an editor finds the keys by. */
  static final String SCHEMA_COMMENT =
      "# yaml-language-server: $schema=http://127.0.0.1:7655/schema/peers.schema.json\n";

  private PeersTemplate() {}

  /** With comments. */
  static String text() {
    return SCHEMA_COMMENT
        + """
        #
        # Who is in the cluster. One file can serve every node: each is started with
        # 'rollcall --node-id ID', and leaves its own entry out of its checks.
        # 'rollcall validate peers.yaml' says what is wrong with it, and a running Rollcall takes up
        # a changed file within seconds.

        # What counts for every peer that says nothing else.
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

        # Who sees whom; without it everyone sees everyone.
        # links:
        #   - [node1, node2]
        """;
  }
}
