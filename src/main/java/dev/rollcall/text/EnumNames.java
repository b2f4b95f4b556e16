package dev.rollcall.text;

import java.util.Locale;

/** Formats the names of enum constants for programs and people. */
public final class EnumNames {

  private EnumNames() {}

  /** {@code NOT_SERVING} as {@code not_serving}. */
  public static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** {@code NOT_SERVING} as {@code not serving}. */
  public static String spaced(Enum<?> value) {
    return lowerCase(value).replace('_', ' ');
  }
}
