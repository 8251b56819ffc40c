package io.azimuth.fuzz;

import java.util.Objects;
import java.util.function.Supplier;

/** What must hold; cheap where it does, since it is asked thousands of times in a second. */
public final class Property {

  private Property() {}

  /** Fails with what it was about when it does not hold. */
  public static void holds(boolean property, Supplier<String> what) {
    if (!property) {
      throw new AssertionError(what.get());
    }
  }

  /** Fails when the two are not equal. */
  public static void same(Object actual, Object expected, String what) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError(what + ": " + actual + " is not " + expected);
    }
  }
}
