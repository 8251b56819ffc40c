package io.azimuth.application.port.seal;

import java.util.Optional;

/** A machine that remembers no store, because it has no place that lasts. */
public enum NoSeenStore implements SeenStore {
  /** The only one. */
  INSTANCE;

  @Override
  public Optional<StoreFingerprint> last() {
    return Optional.empty();
  }

  @Override
  public void remember(StoreFingerprint store) {
    // There is no place for it.
  }
}
