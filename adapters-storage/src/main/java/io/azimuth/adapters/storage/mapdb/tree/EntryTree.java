package io.azimuth.adapters.storage.mapdb.tree;

import io.azimuth.adapters.storage.mapdb.journal.JournalVolume;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mapdb.Atomic;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/**
 * The entries in MapDB's tree. Each value follows its revision of 8 bytes. The last given revision
 * is stored too, because it must survive the deletion of its entry.
 *
 * <p>Only the volume's owner may write and {@link #commit}. Other threads read the last commit.
 */
public final class EntryTree {

  private static final String ENTRIES = "entries";
  private static final String REVISION = "revision";
  private static final String BYTES = "bytes";

  /** What MapDB uses in addition to key and value: measured were 330 bytes for 34 and 271. */
  private static final int OVERHEAD = 25;

  /** The length of an empty store. */
  private static final long EMPTY = 2L << 20;

  private static final int COPIED_AT_ONCE = 1 << 20;

  /** Half of MapDB's default: a commit then journals half as much of each changed node. */
  private static final int NODE_SIZE = 16;

  private final DB db;
  private final BTreeMap<byte[], byte[]> entries;
  private final Atomic.Long lastRevision;
  private final Atomic.Long liveBytes;
  private final RecentEntries recent = new RecentEntries();
  private final OpenCopies copies = new OpenCopies();
  private long revision;
  private long bytes;

  private EntryTree(DB db, BTreeMap<byte[], byte[]> entries) {
    this.db = db;
    this.entries = entries;
    this.lastRevision = db.atomicLong(REVISION).createOrOpen();
    this.liveBytes = db.atomicLong(BYTES).createOrOpen();
    this.revision = lastRevision.get();
    this.bytes = liveBytes.get();
  }

  /** Opens the tree of the volume. In an empty volume it creates and commits an empty tree. */
  public static EntryTree open(JournalVolume volume) {
    boolean exists = volume.length() > 0;
    DB db = DBMaker.volumeDB(volume, exists).make();
    // Values are stored outside the nodes: the journal is then 4 to 6 times smaller for values of
    // some hundred bytes.
    BTreeMap<byte[], byte[]> entries =
        db.treeMap(ENTRIES, Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
            .valuesOutsideNodesEnable()
            .maxNodeSize(NODE_SIZE)
            .createOrOpen();
    EntryTree tree = new EntryTree(db, entries);
    if (!exists) {
      db.commit();
    }
    volume.whenPublished(tree::published);
    return tree;
  }

  private void published() {
    recent.publish();
    copies.publish();
  }

  /**
   * Begins a copy of the last commit, which is read piece by piece. The caller holds the snapshot
   * lock.
   */
  public TreeCopy beginCopy() {
    return copies.add(new TreeCopy(this));
  }

  /** Ends a copy. The writer keeps nothing more for it. */
  public void endCopy(TreeCopy copy) {
    copies.remove(copy);
  }

  /** All entries after that key, or all entries, in order. The iterator reads as it goes. */
  public Iterator<Entry> entriesAfter(Optional<Key> after) {
    Iterator<Map.Entry<byte[], byte[]>> found =
        after.isPresent()
            ? entries.entryIterator(after.get().bytes(), false, null, false)
            : entries.entryIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public Entry next() {
        Map.Entry<byte[], byte[]> next = found.next();
        return entry(Key.of(next.getKey()), next.getValue());
      }
    };
  }

  /**
   * The same as {@link #get}, but reuses recent reads. The caller holds the volume's snapshot lock
   * and is not its owner.
   */
  public Optional<Entry> getCached(Key key) {
    return recent.get(key, this::get);
  }

  /** The entry of the key, if there is one. */
  public Optional<Entry> get(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Optional.empty() : Optional.of(entry(key, stored));
  }

  /** At most that many entries that begin with the prefix and come after that key, in order. */
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
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

  /** The same as {@link #scan} without the values, which are outside the nodes and are not read. */
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    boolean behind = after.isPresent() && after.get().compareTo(prefix) >= 0;
    byte[] from = behind ? after.get().bytes() : prefix.bytes();
    Iterator<byte[]> found = entries.keyIterator(from, !behind, end(prefix.bytes()), false);
    List<Key> page = new ArrayList<>();
    while (page.size() < limit && found.hasNext()) {
      page.add(Key.of(found.next()));
    }
    return page;
  }

  /** The first key after all keys with the prefix, or null when there is none. */
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

  /**
   * Checks the preconditions and applies the writes. Nothing is durable or visible to others before
   * {@link #commit}.
   */
  public CommitOutcome apply(Batch batch) {
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
    recent.change(key);
    if (value.isPresent()) {
      byte[] written = value.get();
      byte[] stored = new byte[Long.BYTES + written.length];
      ByteBuffer.wrap(stored).putLong(revision).put(written);
      copies.replaced(key, put(key.bytes(), stored));
    } else {
      byte[] name = key.bytes();
      byte @Nullable [] old = entries.remove(name);
      bytes -= size(name, old);
      copies.replaced(key, old);
    }
  }

  private byte @Nullable [] put(byte[] name, byte[] stored) {
    byte @Nullable [] old = entries.put(name, stored);
    bytes += size(name, stored) - size(name, old);
    return old;
  }

  private static long size(byte[] name, byte @Nullable [] stored) {
    return stored == null ? 0 : (long) name.length + stored.length + OVERHEAD;
  }

  /** About how long the main file would be if it held these entries and nothing else. */
  public long expectedLength() {
    return EMPTY + bytes;
  }

  /** Puts all entries with their revisions into an empty tree and commits them. */
  public void copyTo(EntryTree empty) {
    long committed = 0;
    Iterator<Map.Entry<byte[], byte[]>> all = entries.entryIterator();
    while (all.hasNext()) {
      Map.Entry<byte[], byte[]> next = all.next();
      empty.put(next.getKey(), next.getValue());
      if (empty.bytes - committed > COPIED_AT_ONCE) {
        empty.db.commit();
        committed = empty.bytes;
      }
    }
    empty.revision = revision;
    empty.commit();
  }

  /** Gives revisions above this one from now on. For the owner of the volume. */
  public void giveRevisionsAbove(long floor) {
    revision = Math.max(revision, floor);
  }

  /** The last revision that was given and committed. The caller holds the snapshot lock. */
  public long committedRevision() {
    return lastRevision.get();
  }

  private long revision(Key key) {
    OptionalLong known = recent.revision(key);
    return known.isPresent() ? known.getAsLong() : storedRevision(key);
  }

  private long storedRevision(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Batch.ABSENT : ByteBuffer.wrap(stored).getLong();
  }

  /** Splits the stored bytes into revision and value. */
  static Entry entry(Key key, byte[] stored) {
    byte[] value = Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    return new Entry(key, value, ByteBuffer.wrap(stored).getLong());
  }

  /** Returns when everything that was applied is durable and visible. */
  public void commit() {
    if (lastRevision.get() != revision) {
      lastRevision.set(revision);
      liveBytes.set(bytes);
      db.commit();
    }
  }

  /** For tests: MapDB's own check of the file. It ends on any input. */
  public void verifyStore() {
    db.getStore().verify();
  }

  /** For tests: MapDB's own checks of the file and of the tree. */
  public void verify() {
    verifyStore();
    entries.verify();
  }
}
