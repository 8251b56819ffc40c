package io.azimuth.adapters.jose;

import java.util.Collection;
import java.util.Map;

/** Limits parsed JSON, so that the code that reads it later cannot fail. */
final class JsonShape {

  /** The deepest nesting; real tokens have two levels. */
  static final int MAX_DEPTH = 16;

  private JsonShape() {}

  /** Whether it is nested at most {@link #MAX_DEPTH} deep and all its numbers are finite. */
  static boolean isPlain(Map<String, ?> object) {
    return isPlain(object, MAX_DEPTH);
  }

  private static boolean isPlain(Object value, int depthLeft) {
    if (value instanceof Double number) {
      return Double.isFinite(number);
    }
    if (value instanceof Map<?, ?> map) {
      return areAllPlain(map.values(), depthLeft - 1);
    }
    return !(value instanceof Collection<?> list) || areAllPlain(list, depthLeft - 1);
  }

  private static boolean areAllPlain(Collection<?> values, int depthLeft) {
    if (depthLeft < 0) {
      return false;
    }
    for (Object value : values) {
      if (!isPlain(value, depthLeft)) {
        return false;
      }
    }
    return true;
  }
}
