package io.azimuth.application.snapshot;

import io.azimuth.spi.engine.Key;
import java.util.HexFormat;
import java.util.Map;

/**
 * What is known of a snapshot that was read to its end and is whole. That says nothing yet about
 * who made it: {@link #mac} does, to those who have the key.
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

  /** What it says of itself. */
  public SnapshotHeader header() {
    return header;
  }

  /** How many entries it has. */
  public long entries() {
    return entries;
  }

  /** How long it is. */
  public long bytes() {
    return bytes;
  }

  /** The entries whose key begins with {@code core/}: what unsealing needs. */
  public Map<Key, byte[]> core() {
    return core;
  }

  /** What the MAC is of. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The MAC that it carries. */
  public byte[] mac() {
    return mac.clone();
  }

  /** The checksum in hexadecimal digits: its last 32 bytes. */
  public String checksum() {
    return HexFormat.of().formatHex(checksum);
  }

  /** The three hashes at the end, each the only reference to its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hashes(byte[] digest, byte[] mac, byte[] checksum) {}
}
