package dev.rollcall.app.config;

import dev.rollcall.source.reload.PolledPeersFile;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.source.settings.NodeSettings;
import java.util.Optional;

/**
 * Everything that the service starts with, read and checked.
 *
 * @param settings of the node
 * @param firstRoster from the one source that the settings select
 * @param file where the roster was read from; absent: from a source that is read once
 */
public record StartupConfig(
    NodeSettings settings, RosterUpdate.Accepted firstRoster, Optional<PolledPeersFile> file) {

  /** With a roster that is read once. */
  static StartupConfig fixed(NodeSettings settings, RosterUpdate.Accepted roster) {
    return new StartupConfig(settings, roster, Optional.empty());
  }
}
