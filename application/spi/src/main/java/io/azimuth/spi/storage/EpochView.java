package io.azimuth.spi.storage;

/** What a cache must know of the transaction that it serves. */
public interface EpochView {

  /**
   * The number of the last change of mounts, roles, configurations, policies or groups. What was
   * loaded at this epoch still holds when the transaction commits. Only this process knows the
   * number: it is not to be stored. Grows with each change, also when the store is set back in
   * time.
   */
  long epoch();

  /** Whether the epoch is still the one that was read. */
  boolean isCurrent();
}
