package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.spi.engine.Key;

/** The store's keys of the barrier's own records. */
final class CoreKeys {

  static final Key SEAL = Key.of("core/seal");
  static final Key KEYRING = Key.of("core/keyring");
  static final Key HANDOVER = Barrier.HANDOVER;
  static final Key GENERATION = Barrier.GENERATION;
  static final Key ENCRYPTIONS = Key.of("core/encryptions");

  private CoreKeys() {}
}
