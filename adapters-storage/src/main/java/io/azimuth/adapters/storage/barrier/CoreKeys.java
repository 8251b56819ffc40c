package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.engine.Key;

/** The store's keys of the barrier's own records. */
final class CoreKeys {

  static final Key SEAL = Key.of("core/seal");
  static final Key KEYRING = Key.of("core/keyring");

  /** There for some minutes after a change of the root key, in a store that servers share. */
  static final Key HANDOVER = Key.of("core/root-key-handover");

  static final Key ENCRYPTIONS = Key.of("core/encryptions");

  private CoreKeys() {}
}
