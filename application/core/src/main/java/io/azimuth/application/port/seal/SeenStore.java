package io.azimuth.application.port.seal;

import java.util.Optional;

/**
 * What this machine remembers of the store that it opened last, apart from the store's own records.
 * A memory that fails logs why, and the server goes on without it.
 */
public interface SeenStore {

  /** The store that was opened last; empty when none is remembered. */
  Optional<StoreFingerprint> last();

  /** Remembers the store that was opened now. Blocks. */
  void remember(StoreFingerprint store);
}
