package io.azimuth.application.snapshot;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a snapshot from its first byte to its last and trusts none of it: lengths are checked
 * before memory is allocated, keys must ascend, the checksum must match, nothing may follow. For
 * one thread. Every fault ends in a {@link SnapshotRefusedException}.
 */
public final class SnapshotReader {

  private static final int BUFFER = 1 << 16;
  private static final int GZIP = 0x1f8b;
  private static final Key CORE = Key.of("core/");
  private static final int MOST_CORE = 64;

  private final MeasuredInput measured;
  private final DataInputStream in;
  private final SnapshotHeader header;
  private final Map<Key, byte[]> core = new HashMap<>();
  private Optional<Key> last = Optional.empty();
  private long entries;
  private Optional<VerifiedSnapshot> verified = Optional.empty();

  /** Reads the header; the caller closes the stream. */
  public SnapshotReader(InputStream source) throws IOException {
    this.measured = new MeasuredInput(new BufferedInputStream(source, BUFFER));
    this.in = new DataInputStream(measured);
    try {
      requireMagic(in.readLong());
      requireVersion(in.readInt());
      this.header = SnapshotHeader.read(in);
    } catch (EOFException e) {
      throw cutShort();
    }
  }

  private static void requireMagic(long magic) {
    if (magic == SnapshotFormat.MAGIC) {
      return;
    }
    boolean gzip = magic >>> 48 == GZIP;
    throw new SnapshotRefusedException(
        "this is no snapshot of azimuth"
            + (gzip ? " but a gzip archive, as Vault's raft snapshots are" : ""));
  }

  private static void requireVersion(int version) {
    if (version > SnapshotFormat.VERSION) {
      throw new SnapshotRefusedException(
          "a newer version of azimuth took the snapshot: its format is "
              + version
              + ", this version reads up to "
              + SnapshotFormat.VERSION);
    }
    if (version < 1) {
      throw damaged("its format is " + version);
    }
  }

  /** The header; not to be trusted before the whole snapshot was read. */
  public SnapshotHeader header() {
    return header;
  }

  /** Reads all of a snapshot and drops its entries. */
  public static VerifiedSnapshot verify(InputStream source) throws IOException {
    SnapshotReader reader = new SnapshotReader(source);
    while (reader.next().isPresent()) {
      // only the end matters
    }
    return reader.verified();
  }

  /**
   * The next entries as a batch of puts; empty when the snapshot was read to its end and is valid.
   */
  public Optional<Batch> next() throws IOException {
    if (verified.isPresent()) {
      return Optional.empty();
    }
    try {
      return read();
    } catch (EOFException e) {
      throw cutShort();
    }
  }

  private Optional<Batch> read() throws IOException {
    Batch.Builder batch = Batch.builder();
    int count = 0;
    long size = 0;
    while (count < Batch.MAX_ENTRIES && size < Batch.MAX_VALUE_BYTES) {
      if (!hasEntry()) {
        end();
        break;
      }
      size += entry(batch);
      count++;
    }
    return count == 0 ? Optional.empty() : Optional.of(batch.build());
  }

  private boolean hasEntry() throws IOException {
    int tag = in.readUnsignedByte();
    if (tag != SnapshotFormat.ENTRY && tag != SnapshotFormat.END) {
      throw damaged("at byte " + (measured.count() - 1) + " there is neither an entry nor the end");
    }
    return tag == SnapshotFormat.ENTRY;
  }

  private int entry(Batch.Builder batch) throws IOException {
    int keyLength = in.readUnsignedShort();
    int valueLength = in.readInt();
    if (keyLength < 1
        || keyLength > Key.MAX_BYTES
        || valueLength < 0
        || valueLength > Batch.MAX_VALUE_BYTES) {
      throw damaged("at byte " + measured.count() + " there is an entry of an impossible length");
    }
    Key key = Key.of(exactly(keyLength));
    byte[] value = exactly(valueLength);
    if (last.filter(before -> before.compareTo(key) >= 0).isPresent()) {
      throw damaged("its entries are not in order");
    }
    remember(key, value);
    batch.put(key, value);
    last = Optional.of(key);
    entries++;
    return keyLength + valueLength;
  }

  private void remember(Key key, byte[] value) {
    if (key.startsWith(CORE) && core.size() < MOST_CORE) {
      core.put(key, value);
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] read = new byte[length];
    in.readFully(read);
    return read;
  }

  private void end() throws IOException {
    if (in.readLong() != entries) {
      throw damaged("it has another number of entries than it says");
    }
    byte[] digest = measured.soFar();
    byte[] mac = exactly(SnapshotFormat.HASH_BYTES);
    byte[] expected = measured.hash();
    byte[] checksum = exactly(SnapshotFormat.HASH_BYTES);
    if (!MessageDigest.isEqual(expected, checksum)) {
      throw damaged("its checksum does not fit");
    }
    if (in.read() >= 0) {
      throw damaged("more follows behind its end");
    }
    verified =
        Optional.of(
            new VerifiedSnapshot(
                header,
                entries,
                measured.count(),
                core,
                new VerifiedSnapshot.Hashes(digest, mac, checksum)));
  }

  /** What is known of the snapshot; call it after {@link #next} returned empty. */
  public VerifiedSnapshot verified() {
    return verified.orElseThrow(() -> new IllegalStateException("it was not read to its end"));
  }

  private static SnapshotRefusedException cutShort() {
    return new SnapshotRefusedException("the snapshot is cut short");
  }

  private static SnapshotRefusedException damaged(String how) {
    return new SnapshotRefusedException("the snapshot is damaged: " + how);
  }
}
