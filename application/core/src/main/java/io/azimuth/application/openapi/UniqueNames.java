package io.azimuth.application.openapi;

import java.util.HashSet;
import java.util.Set;

/** Makes names unique. Not for use by two threads at once. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();

  /** The name, or it with a number where somebody has it already. */
  String unique(String name) {
    String candidate = name;
    for (int number = 2; !taken.add(candidate); number++) {
      candidate = name + "-" + number;
    }
    return candidate;
  }
}
