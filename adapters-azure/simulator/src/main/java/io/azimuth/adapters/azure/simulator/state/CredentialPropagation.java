package io.azimuth.adapters.azure.simulator.state;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How far one credential is known to the front ends of the token endpoint, and its use there. */
final class CredentialPropagation {

  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private volatile Instant known;
  private volatile Instant knownEverywhere;
  private volatile int refuseEvery = 2;

  /** Known everywhere from that moment on. */
  CredentialPropagation(Instant starts) {
    this.known = starts;
    this.knownEverywhere = starts;
  }

  /** Becomes known step by step, beginning at that moment. */
  void begin(SecretPropagation spread, Instant begins) {
    known = begins.plus(spread.delay());
    knownEverywhere = known.plus(spread.disagreement());
    refuseEvery = spread.refuseEvery();
  }

  /** Whether the front end that was hit knows it; counts the request. */
  boolean isKnown(Instant now) {
    long request = offered.incrementAndGet();
    if (now.isBefore(known)) {
      return false;
    }
    return !now.isBefore(knownEverywhere) || request % refuseEvery != 0;
  }

  void accept() {
    accepted.incrementAndGet();
  }

  long accepted() {
    return accepted.get();
  }
}
