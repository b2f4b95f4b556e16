package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.roster.check.CheckReader;
import dev.rollcall.source.roster.check.PartialCheck;
import dev.rollcall.source.roster.check.TlsConfigNames;
import java.util.List;
import java.util.Optional;

/** Reads what may stand both under {@code defaults} and in a peer. */
final class PeerPropertiesReader {

  static final List<String> KEYS = List.of("capabilities", "labels", "check", "maintenance");

  private final CheckReader checks;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  PeerPropertiesReader(TlsConfigNames tlsConfigs) {
    this.checks = new CheckReader(tlsConfigs);
  }

  /**
   * What the fields say, and the inherited traits where they say nothing.
   *
   * @param inheritedType the type of check that counts where the fields say none
   */
  PeerProperties read(
      MappingReader fields, PeerProperties inherited, Optional<String> inheritedType) {
    Optional<PartialCapabilities> capabilities =
        fields.get("capabilities").map(cell -> capabilities(cell, inherited.capabilities()));
    Optional<PartialCheck> check =
        fields
            .get("check")
            .flatMap(cell -> MappingReader.of(cell, CheckReader.KEYS))
            .map(found -> checks.read(found, inheritedType));
    return new PeerProperties(
        capabilities.orElse(inherited.capabilities()),
        fields
            .get("labels")
            .map(cell -> LabelsReader.read(cell, inherited.labels()))
            .orElse(inherited.labels()),
        check.orElse(PartialCheck.NONE).over(inherited.check()),
        fields
            .get("maintenance")
            .flatMap(ScalarReader::bool)
            .map(Located::value)
            .or(inherited::maintenance));
  }

  private static PartialCapabilities capabilities(
      DocumentNode cell, PartialCapabilities inherited) {
    PartialCapabilities own = CapabilitiesReader.read(cell);
    return CapabilityConsistency.merge(own, inherited, cell.path(), cell.problems());
  }
}
