package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.roster.check.CheckReader;
import dev.rollcall.source.roster.check.PartialCheck;
import dev.rollcall.source.roster.check.TlsConfigNames;
import java.util.List;
import java.util.Optional;

/** Reads the keys that are valid both under {@code defaults} and in a peer. */
final class PeerPropertiesReader {

  static final List<String> KEYS = List.of("capabilities", "labels", "check", "maintenance");

  private final CheckReader checks;

  /**
   * @param tlsConfigs the names of the TLS configurations in the settings
   */
  PeerPropertiesReader(TlsConfigNames tlsConfigs) {
    this.checks = new CheckReader(tlsConfigs);
  }

  /**
   * The properties of the mapping, and the inherited ones where a key is absent.
   *
   * @param inheritedType the type of check where the mapping has none
   */
  PeerProperties read(
      MappingReader mapping, PeerProperties inherited, Optional<String> inheritedType) {
    Optional<PartialCapabilities> capabilities =
        mapping.get("capabilities").map(node -> capabilities(node, inherited.capabilities()));
    Optional<PartialCheck> check =
        mapping
            .get("check")
            .flatMap(node -> MappingReader.of(node, CheckReader.KEYS))
            .map(found -> checks.read(found, inheritedType));
    return new PeerProperties(
        capabilities.orElse(inherited.capabilities()),
        mapping
            .get("labels")
            .map(node -> LabelsReader.read(node, inherited.labels()))
            .orElse(inherited.labels()),
        check.orElse(PartialCheck.NONE).over(inherited.check()),
        mapping
            .get("maintenance")
            .flatMap(ScalarReader::bool)
            .map(Located::value)
            .or(inherited::maintenance));
  }

  private static PartialCapabilities capabilities(
      DocumentCursor node, PartialCapabilities inherited) {
    PartialCapabilities own = CapabilitiesReader.read(node);
    return CapabilityConsistency.merge(own, inherited, node.path(), node.problems());
  }
}
