package io.azimuth.adapters.storage.barrier;

import java.util.concurrent.atomic.AtomicLong;

/** How many encryptions one key has left of those that are reserved in the store. */
final class EncryptionBudget {

  /** The answer of {@link #take} when no encryption is left. */
  static final long NONE = -1;

  private final TermKey key;
  private final AtomicLong left;
  private volatile long reserved;

  EncryptionBudget(TermKey key, long left, long reserved) {
    this.key = key;
    this.left = new AtomicLong(left);
    this.reserved = reserved;
  }

  TermKey key() {
    return key;
  }

  /**
   * Takes one encryption.
   *
   * @return how many are left after it, or {@link #NONE} when there was none to take
   */
  long take() {
    long before = left.get();
    while (before > 0) {
      long witness = left.compareAndExchange(before, before - 1);
      if (witness == before) {
        return before - 1;
      }
      before = witness;
    }
    return NONE;
  }

  /** Whether none is left. */
  boolean isSpent() {
    return left.get() <= 0;
  }

  /** How many encryptions of the key are reserved in the store, as far as this server knows. */
  long reserved() {
    return reserved;
  }

  void grant(long block, long reservedInAll) {
    reserved = reservedInAll;
    left.addAndGet(block);
  }
}
