package dev.rollcall.source.settings;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings {@code rollcall.*} of the node, without the list of peers.
 *
 * @param listen where the service listens, and who may connect: {@code rollcall.listen.*}
 * @param tokenFile the path of the file with the token that clients must send, as the user gave it;
 *     absent: none: {@code rollcall.token-file}
 * @param shutdownTimeout the longest that an orderly shutdown takes, 1 s to 5 min: {@code
 *     rollcall.shutdown-timeout}
 * @param checks the defaults of every peer's check: {@code rollcall.check.*}
 * @param watchLimit the most Health/Watch streams at a time, 0 to 65,536: {@code
 *     rollcall.check.watch-limit}
 * @param inFlightLimit the most checks at a time, 1 to 65,536, of which at most a quarter are for
 *     peers that are away: {@code rollcall.check.in-flight-limit}
 * @param minHealthy the number of healthy peers that makes the node ready: {@code
 *     rollcall.ready.min-healthy}
 * @param peersFile the path as the user gave it: {@code rollcall.peers-file}
 * @param nodeId the entry that is the node itself: {@code rollcall.node-id}
 * @param launcher the launcher whose list is used, a name or {@code auto}: {@code
 *     rollcall.launcher}
 * @param launcherPort the port of a launcher's nodes, 1 to 65535: {@code rollcall.launcher-port}
 * @param reloadInterval from one poll of the file to the next, at least a second: {@code
 *     rollcall.reload-interval}
 * @param listsPeers whether the settings hold a list of peers: {@code rollcall.peers[...]}
 */
public record NodeSettings(
    ListenSettings listen,
    Optional<String> tokenFile,
    Duration shutdownTimeout,
    CheckDefaults checks,
    int watchLimit,
    int inFlightLimit,
    OptionalInt minHealthy,
    Optional<String> peersFile,
    Optional<String> nodeId,
    Optional<String> launcher,
    Optional<Integer> launcherPort,
    Duration reloadInterval,
    boolean listsPeers) {

  /** The setting that names the file with the token. */
  public static final String TOKEN_FILE = "rollcall.token-file";

  /**
   * The result of reading. With problems, the service must not start; but the settings still say
   * where the list is, so that its problems can be reported together with these.
   *
   * @param settings with the default in place of each invalid value
   * @param problems with their places; empty if all is well
   */
  public record Read(NodeSettings settings, List<Problem> problems) {

    /** Sorts the problems by place. */
    public Read {
      problems = problems.stream().sorted(Comparator.comparing(Problem::location)).toList();
    }
  }

  /**
   * Reads all of them; unknown ones are problems too. Never throws for an invalid value.
   *
   * @param properties values by the full name of the property; others than ours are skipped
   * @param tlsConfigs the names of the TLS configurations that the settings have
   */
  public static Read read(Map<String, String> properties, Set<String> tlsConfigs) {
    return new NodeSettingsReader(tlsConfigs).read(properties);
  }

  /** Whether a property's name begins with a key of ours. */
  public static boolean isKnown(String property) {
    return NodeSettingsReader.isKnown(property);
  }
}
