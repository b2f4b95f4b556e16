package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.text.DigestWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The check settings that one mapping has, each valid by itself.
 *
 * @param values by the key of their {@link CheckSetting}; absent: to be inherited
 */
public record PartialCheck(Map<String, Object> values) {

  public static final PartialCheck NONE = new PartialCheck(Map.of());

  /** Copies the values. */
  public PartialCheck {
    values = Map.copyOf(values);
  }

  static PartialCheck of(Function<CheckSetting<?>, Optional<?>> value) {
    Map<String, Object> values = new HashMap<>();
    for (CheckSetting<?> setting : CheckSettingTable.ALL) {
      value.apply(setting).ifPresent(present -> values.put(setting.key(), present));
    }
    return new PartialCheck(values);
  }

  /** These, and the inherited ones for what is absent; without those of another type of check. */
  public PartialCheck over(PartialCheck inherited) {
    if (values.isEmpty()) {
      return inherited;
    }
    Optional<String> type = CheckSettingTable.TYPE.inherit(this, inherited);
    return of(setting -> setting.fits(type) ? setting.inherit(this, inherited) : Optional.empty());
  }

  /** The type of check. */
  public Optional<String> type() {
    return get(CheckSettingTable.TYPE);
  }

  // A value comes from the setting's own reader, so it has the setting's type.
  @SuppressWarnings("unchecked")
  <T> Optional<T> get(CheckSetting<T> setting) {
    return Optional.ofNullable((T) values.get(setting.key()));
  }

  /**
   * Complete settings: these, and the built-in defaults for what is absent.
   *
   * @param type the type of check where none is set
   */
  public CheckSettings toSettings(String type) {
    return CheckSettingTable.toSettings(this, type);
  }

  /** Writes every key in the order of the table, absent ones included. */
  public void writeTo(DigestWriter writer) {
    CheckSettingTable.ALL.forEach(setting -> setting.writeTo(writer, this));
  }
}
