package io.azimuth.abuse;

import java.io.IOException;

/**
 * A way to keep a server busy.
 *
 * @param name what it is
 * @param attackers how many of them work at the same time
 * @param step what each of them repeats; it may end with an exception when its connection is closed
 */
record Attack(String name, int attackers, Step step) {

  /** One connection or request of an attacker, from its beginning to its end. */
  @FunctionalInterface
  interface Step {

    /** Attacker number {@code attacker} does it once. */
    void run(Attackers attackers, int attacker) throws IOException;
  }
}
