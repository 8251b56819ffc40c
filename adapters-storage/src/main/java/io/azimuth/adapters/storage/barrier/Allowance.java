package io.azimuth.adapters.storage.barrier;

import java.util.concurrent.atomic.AtomicLong;

/** What one key may still encrypt, of what is reserved in the store. */
final class Allowance {

  private final TermKey key;
  private final AtomicLong left;
  private volatile long reserved;

  Allowance(TermKey key, long left, long reserved) {
    this.key = key;
    this.left = new AtomicLong(left);
    this.reserved = reserved;
  }

  TermKey key() {
    return key;
  }

  /** One encryption, if there is one left. */
  boolean take() {
    long before = left.get();
    while (before > 0) {
      long witness = left.compareAndExchange(before, before - 1);
      if (witness == before) {
        return true;
      }
      before = witness;
    }
    return false;
  }

  long left() {
    return left.get();
  }

  /** How many encryptions are reserved for the key in all, as far as this server knows. */
  long reserved() {
    return reserved;
  }

  void grant(long block, long reservedInAll) {
    reserved = reservedInAll;
    left.addAndGet(block);
  }
}
