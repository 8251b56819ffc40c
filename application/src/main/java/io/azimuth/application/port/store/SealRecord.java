package io.azimuth.application.port.store;

import java.util.Arrays;
import java.util.Objects;

/** How the root key is kept; stored in clear beside the encrypted records. Immutable. */
public final class SealRecord {

  private final String type;
  private final byte[] wrappedRootKey;

  /**
   * A root key kept by a seal.
   *
   * @param type of the seal that wrapped it
   * @param wrappedRootKey what the seal made of it
   */
  public SealRecord(String type, byte[] wrappedRootKey) {
    this.type = Objects.requireNonNull(type, "type");
    this.wrappedRootKey = Arrays.copyOf(wrappedRootKey, wrappedRootKey.length);
  }

  /** The type of the seal. */
  public String type() {
    return type;
  }

  /** A copy of the wrapped root key. */
  public byte[] wrappedRootKey() {
    return wrappedRootKey.clone();
  }
}
