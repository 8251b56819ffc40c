package io.azimuth.application.openapi;

import java.util.HashSet;
import java.util.Set;

/** Makes names unique. Not safe for use by several threads. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();

  /** The name, with a number added if it is already taken. */
  String unique(String name) {
    String candidate = name;
    for (int number = 2; !taken.add(candidate); number++) {
      candidate = name + "-" + number;
    }
    return candidate;
  }
}
