package io.azimuth.testkit.fake;

import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.seal.StoreFingerprint;
import java.util.Optional;

/** A memory that a test reads and sets. */
public final class FakeSeenStore implements SeenStore {

  private Optional<StoreFingerprint> last = Optional.empty();

  @Override
  public Optional<StoreFingerprint> last() {
    return last;
  }

  @Override
  public void remember(StoreFingerprint store) {
    last = Optional.of(store);
  }
}
