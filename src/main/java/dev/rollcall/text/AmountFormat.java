package dev.rollcall.text;

import java.math.BigDecimal;

/** Formats amounts, such as GB and TFLOPS. */
public final class AmountFormat {

  private AmountFormat() {}

  /** Without an exponent and without trailing zeros, such as 64 and 0.5. */
  public static String plain(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  /** Without an exponent and without trailing zeros, such as 64 and 0.5. */
  public static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
