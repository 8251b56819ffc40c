package io.azimuth.application.port.seal;

/** What the keyring inside a snapshot proves of it. */
public final class SnapshotProof {

  private final StoreFingerprint store;
  private final byte[] mac;

  /**
   * The proof.
   *
   * @param store of which the snapshot is a copy
   * @param mac that the snapshot must have if its content is unchanged, 32 bytes
   */
  public SnapshotProof(StoreFingerprint store, byte[] mac) {
    this.store = store;
    this.mac = mac.clone();
  }

  /** By which the store of the snapshot is known. */
  public StoreFingerprint store() {
    return store;
  }

  /** The MAC of unchanged content. */
  public byte[] mac() {
    return mac.clone();
  }
}
