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
 * What the settings {@code rollcall.*} say, but for the list of peers.
 *
 * @param listen where the service listens, and who may connect: {@code rollcall.listen.*}
 * @param tokenFile the path of the file with the token that clients must send, as the user gave it;
 *     absent: none: {@code rollcall.token-file}
 * @param shutdownTimeout the most that an orderly end takes, 1 s to 5 min: {@code
 *     rollcall.shutdown-timeout}
 * @param checks the defaults of every peer's check: {@code rollcall.check.*}
 * @param watchLimit so many Health/Watch streams are held at a time, 0 to 65,536: {@code
 *     rollcall.check.watch-limit}
 * @param inFlightLimit the most checks at a time, 1 to 65,536, of which at most a quarter are for
 *     peers that are away: {@code rollcall.check.in-flight-limit}
 * @param minHealthy so many healthy peers make the node ready: {@code rollcall.ready.min-healthy}
 * @param peersFile the path as the user gave it: {@code rollcall.peers-file}
 * @param nodeId the entry that is the node itself: {@code rollcall.node-id}
 * @param launcher whose list is asked for, a launcher's name or {@code auto}: {@code
 *     rollcall.launcher}
 * @param launcherPort the port of a launcher's nodes, 1 to 65535: {@code rollcall.launcher-port}
 * @param reloadInterval from one look at the file to the next, at least a second: {@code
 *     rollcall.reload-interval}
 * @param listsPeers whether the list of peers stands in the settings too: {@code
 *     rollcall.peers[...]}
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
   * What was read. With problems, it must not be run with; but it still says where the list is, so
   * that its problems can be told in the same breath.
   *
   * @param settings the defaults in place of what is wrong
   * @param problems with their places; empty if all is well
   */
  public record Read(NodeSettings settings, List<Problem> problems) {

    /** Sorts the problems by place. */
    public Read {
      problems = problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
  }

  /**
   * Reads all of them, unknown ones being problems too; never throws for what they hold.
   *
   * @param properties values by the full name of the property; others than ours are passed over
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
