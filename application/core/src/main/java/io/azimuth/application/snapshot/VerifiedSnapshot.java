package io.azimuth.application.snapshot;

import io.azimuth.spi.engine.Key;
import java.util.HexFormat;
import java.util.Map;

/**
 * The facts about a snapshot that was read to its end and is complete. They do not prove who made
 * it: {@link #mac} does, to a reader with the key.
 */
public final class VerifiedSnapshot {

  private final SnapshotHeader header;
  private final long entries;
  private final long bytes;
  private final Map<Key, byte[]> core;
  private final byte[] digest;
  private final byte[] mac;
  private final byte[] checksum;

  VerifiedSnapshot(
      SnapshotHeader header, long entries, long bytes, Map<Key, byte[]> core, Hashes hashes) {
    this.header = header;
    this.entries = entries;
    this.bytes = bytes;
    this.core = Map.copyOf(core);
    this.digest = hashes.digest();
    this.mac = hashes.mac();
    this.checksum = hashes.checksum();
  }

  public SnapshotHeader header() {
    return header;
  }

  public long entries() {
    return entries;
  }

  /** The length in bytes. */
  public long bytes() {
    return bytes;
  }

  /** The entries whose key begins with {@code core/}: what unsealing needs. */
  public Map<Key, byte[]> core() {
    return core;
  }

  /** The SHA-256 that the MAC authenticates. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The MAC at its end. */
  public byte[] mac() {
    return mac.clone();
  }

  /** The checksum in hexadecimal digits: the last 32 bytes. */
  public String checksum() {
    return HexFormat.of().formatHex(checksum);
  }

  /** The three hashes at the end; no other reference to their bytes exists. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hashes(byte[] digest, byte[] mac, byte[] checksum) {}
}
