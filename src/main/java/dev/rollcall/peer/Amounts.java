package dev.rollcall.peer;

import java.math.BigDecimal;

/** How amounts, such as GB and TFLOPS, are written. */
public final class Amounts {

  private Amounts() {}

  /** Without an exponent, and without zeros that say nothing; such as 64 and 0.5. */
  public static String plain(double value) {
    return plain(BigDecimal.valueOf(value));
  }

  /** Likewise. */
  public static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
