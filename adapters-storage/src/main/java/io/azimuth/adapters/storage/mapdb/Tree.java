package io.azimuth.adapters.storage.mapdb;

import io.azimuth.application.port.engine.Batch;
import io.azimuth.application.port.engine.CommitOutcome;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapdb.Atomic;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/**
 * The entries in MapDB's tree, each value behind its revision of 8 bytes, and the last revision
 * given, which outlives the entries.
 *
 * <p>Writes and {@link #commit} are for the volume's owner only. Others read the last commit.
 */
final class Tree {

  private static final String ENTRIES = "entries";
  private static final String REVISION = "revision";

  private final DB db;
  private final BTreeMap<byte[], byte[]> entries;
  private final Atomic.Long lastRevision;
  private long revision;

  private Tree(DB db, BTreeMap<byte[], byte[]> entries, Atomic.Long lastRevision) {
    this.db = db;
    this.entries = entries;
    this.lastRevision = lastRevision;
    this.revision = lastRevision.get();
  }

  /** Opens what the volume has, or makes an empty tree in an empty volume and commits it. */
  static Tree open(JournalVolume volume) {
    boolean exists = volume.length() > 0;
    DB db = DBMaker.volumeDB(volume, exists).make();
    // Outside the nodes: 4 to 6 times less journal for values of some hundred bytes.
    BTreeMap<byte[], byte[]> entries =
        db.treeMap(ENTRIES, Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
            .valuesOutsideNodesEnable()
            .createOrOpen();
    Tree tree = new Tree(db, entries, db.atomicLong(REVISION).createOrOpen());
    if (!exists) {
      db.commit();
    }
    return tree;
  }

  Optional<Entry> get(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Optional.empty() : Optional.of(entry(key, stored));
  }

  List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    boolean behind = after.isPresent() && after.get().compareTo(prefix) >= 0;
    byte[] from = behind ? after.get().bytes() : prefix.bytes();
    Iterator<Map.Entry<byte[], byte[]>> found =
        entries.entryIterator(from, !behind, end(prefix.bytes()), false);
    List<Entry> page = new ArrayList<>();
    while (page.size() < limit && found.hasNext()) {
      Map.Entry<byte[], byte[]> next = found.next();
      page.add(entry(Key.of(next.getKey()), next.getValue()));
    }
    return page;
  }

  /** The first key behind all that begin with the prefix, or null when there is none. */
  private static byte @Nullable [] end(byte[] prefix) {
    for (int last = prefix.length - 1; last >= 0; last--) {
      if (prefix[last] != (byte) 0xff) {
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return end;
      }
    }
    return null;
  }

  /** Checks and applies; nothing is durable or visible to others before {@link #commit}. */
  CommitOutcome apply(Batch batch) {
    for (Map.Entry<Key, Long> demand : batch.preconditions().entrySet()) {
      if (revision(demand.getKey()) != demand.getValue()) {
        return CommitOutcome.CONFLICT;
      }
    }
    if (!batch.isEmpty()) {
      revision++;
      batch.writes().forEach(this::write);
    }
    return CommitOutcome.COMMITTED;
  }

  private void write(Key key, Optional<byte[]> value) {
    if (value.isPresent()) {
      byte[] bytes = value.get();
      byte[] stored = new byte[Long.BYTES + bytes.length];
      ByteBuffer.wrap(stored).putLong(revision).put(bytes);
      entries.put(key.bytes(), stored);
    } else {
      entries.remove(key.bytes());
    }
  }

  private long revision(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Batch.ABSENT : ByteBuffer.wrap(stored).getLong();
  }

  private static Entry entry(Key key, byte[] stored) {
    byte[] value = Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    return new Entry(key, value, ByteBuffer.wrap(stored).getLong());
  }

  /** Returns when all that was applied is durable and visible. */
  void commit() {
    if (lastRevision.get() != revision) {
      lastRevision.set(revision);
      db.commit();
    }
  }

  /** For tests: MapDB's own check of the file. It ends on any input. */
  void verifyStore() {
    db.getStore().verify();
  }

  /** For tests: MapDB's own checks of the file and of the tree. */
  void verify() {
    verifyStore();
    entries.verify();
  }
}
