package io.azimuth.fuzz;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Checks properties. A check that succeeds must be cheap, because it runs thousands of times per
 * second.
 */
public final class Property {

  private Property() {}

  /** Fails with the description if the property does not hold. */
  public static void holds(boolean property, Supplier<String> what) {
    if (!property) {
      throw new AssertionError(what.get());
    }
  }

  /** Fails if the two values are not equal. */
  public static void same(Object actual, Object expected, String what) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError(what + ": " + actual + " is not " + expected);
    }
  }
}
