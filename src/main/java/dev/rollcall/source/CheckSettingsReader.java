package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the node's own defaults for checks: the settings {@code rollcall.check.*}. */
public final class CheckSettingsReader {

  private static final List<String> TOPS = List.of("check");

  private CheckSettingsReader() {}

  /**
   * What the settings say, and {@link CheckSettings#DEFAULTS} for the rest.
   *
   * @param properties values by the full name of the property; all others are passed over
   */
  public static Reading<CheckSettings> read(Map<String, String> properties) {
    Document document = SettingsDocument.of(properties, Set.copyOf(TOPS));
    Problems problems = new Problems(document.problems());
    CheckFields fields = CheckFields.NONE;
    if (document.root() instanceof Value.Mapping) {
      fields =
          Fields.of(new Cell(document.root(), "", problems), TOPS)
              .flatMap(root -> root.get("check"))
              .map(cell -> CheckReader.read(cell, Optional.empty()))
              .orElse(CheckFields.NONE);
    }
    CheckSettings settings = fields.onto(CheckSettings.DEFAULTS);
    return problems.unlessAny(() -> settings);
  }
}
