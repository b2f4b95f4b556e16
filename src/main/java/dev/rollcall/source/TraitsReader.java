package dev.rollcall.source;

import java.util.List;
import java.util.Optional;

/** Reads what may stand both under {@code defaults} and in a peer. */
final class TraitsReader {

  static final List<String> KEYS = List.of("capabilities", "labels", "check", "maintenance");

  private final CheckReader checks;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  TraitsReader(TlsConfigs tlsConfigs) {
    this.checks = new CheckReader(tlsConfigs);
  }

  /**
   * What the fields say, and the inherited traits where they say nothing.
   *
   * @param inheritedType the type of check that counts where the fields say none
   */
  Traits read(Fields fields, Traits inherited, Optional<String> inheritedType) {
    Optional<CapabilityFields> capabilities =
        fields.get("capabilities").map(cell -> capabilities(cell, inherited.capabilities()));
    Optional<CheckFields> check =
        fields
            .get("check")
            .flatMap(cell -> Fields.of(cell, CheckReader.KEYS))
            .map(found -> checks.read(found, inheritedType));
    return new Traits(
        capabilities.orElse(inherited.capabilities()),
        fields
            .get("labels")
            .map(cell -> LabelsReader.read(cell, inherited.labels()))
            .orElse(inherited.labels()),
        check.orElse(CheckFields.NONE).over(inherited.check()),
        fields
            .get("maintenance")
            .flatMap(Scalars::truth)
            .map(Marked::value)
            .or(inherited::maintenance));
  }

  private static CapabilityFields capabilities(Cell cell, CapabilityFields inherited) {
    CapabilityFields own = CapabilitiesReader.read(cell);
    return Contradictions.merge(own, inherited, cell.path(), cell.problems());
  }
}
