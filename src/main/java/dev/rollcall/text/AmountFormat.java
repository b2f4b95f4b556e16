package dev.rollcall.text;

import java.math.BigDecimal;

/** How amounts, such as GB and TFLOPS, are written. */
public final class AmountFormat {

  private AmountFormat() {}

  /** Without an exponent, and without zeros that say nothing; such as 64 and 0.5. */
  public static String plain(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  /** Likewise. */
  public static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
