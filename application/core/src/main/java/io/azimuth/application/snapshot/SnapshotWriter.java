package io.azimuth.application.snapshot;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes a snapshot from its header to its end. For one thread. */
final class SnapshotWriter {

  private static final int BUFFER = 1 << 16;

  private final DigestOutputStream digested;
  private final DataOutputStream out;
  private Optional<Key> last = Optional.empty();
  private long entries;

  /** Begins a snapshot; the caller closes the stream. */
  public SnapshotWriter(OutputStream target, SnapshotHeader header) throws IOException {
    this.digested = new DigestOutputStream(target, SnapshotFormat.sha256());
    this.out = new DataOutputStream(new BufferedOutputStream(digested, BUFFER));
    out.writeLong(SnapshotFormat.MAGIC);
    out.writeInt(SnapshotFormat.VERSION);
    header.write(out);
  }

  /** Adds an entry, whose key must come after all before it. */
  public void add(Entry entry) throws IOException {
    Key key = entry.key();
    if (last.filter(before -> before.compareTo(key) >= 0).isPresent()) {
      throw new IllegalArgumentException("the keys of a snapshot rise");
    }
    out.writeByte(SnapshotFormat.ENTRY);
    out.writeShort(key.length());
    out.writeInt(entry.value().length);
    out.write(key.bytes());
    out.write(entry.value());
    last = Optional.of(key);
    entries++;
  }

  /**
   * Writes the end of the snapshot.
   *
   * @param mac makes the MAC of a hash, 32 bytes
   */
  public void end(UnaryOperator<byte[]> mac) throws IOException {
    out.writeByte(SnapshotFormat.END);
    out.writeLong(entries);
    out.flush();
    out.write(mac.apply(SnapshotFormat.soFar(digested.getMessageDigest())));
    out.flush();
    digested.on(false);
    digested.write(digested.getMessageDigest().digest());
    digested.flush();
  }
}
