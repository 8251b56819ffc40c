package io.azimuth.adapters.azure.simulator.federation;

import java.util.Optional;

/** How many assertions were accepted, and the last one. */
public final class AssertionLog {

  private long count;
  private Optional<AcceptedAssertion> last = Optional.empty();

  synchronized void add(AcceptedAssertion accepted) {
    count++;
    last = Optional.of(accepted);
  }

  public synchronized long count() {
    return count;
  }

  public synchronized Optional<AcceptedAssertion> last() {
    return last;
  }

  synchronized void clear() {
    count = 0;
    last = Optional.empty();
  }
}
