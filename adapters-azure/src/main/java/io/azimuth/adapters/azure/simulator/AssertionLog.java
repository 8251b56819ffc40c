package io.azimuth.adapters.azure.simulator;

import java.util.Optional;

/** How many assertions were accepted, and the last one. */
final class AssertionLog {

  private long count;
  private Optional<AcceptedAssertion> last = Optional.empty();

  synchronized void add(AcceptedAssertion accepted) {
    count++;
    last = Optional.of(accepted);
  }

  synchronized long count() {
    return count;
  }

  synchronized Optional<AcceptedAssertion> last() {
    return last;
  }

  synchronized void clear() {
    count = 0;
    last = Optional.empty();
  }
}
