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
 * The entries in MapDB's tree, each value behind its revision of 8 bytes, and the last revision
 * given, which outlives the entries.
 *
 * <p>Writes and {@link #commit} are for the volume's owner only. Others read the last commit.
 */
public final class EntryTree {

  private static final String ENTRIES = "entries";
  private static final String REVISION = "revision";
  private static final String BYTES = "bytes";

  /** What MapDB takes beside key and value: measured 330 bytes for 34 and 271. */
  private static final int OVERHEAD = 25;

  /** What an empty store takes. */
  private static final long EMPTY = 2L << 20;

  private static final int COPIED_AT_ONCE = 1 << 20;

  /** Half of MapDB's own: a commit journals half as much of each changed node. */
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

  /** Opens what the volume has, or makes an empty tree in an empty volume and commits it. */
  public static EntryTree open(JournalVolume volume) {
    boolean exists = volume.length() > 0;
    DB db = DBMaker.volumeDB(volume, exists).make();
    // Outside the nodes: 4 to 6 times less journal for values of some hundred bytes.
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

  /** A copy as of the last commit, to be read piece by piece; with the snapshot lock. */
  public TreeCopy beginCopy() {
    return copies.add(new TreeCopy(this));
  }

  public void endCopy(TreeCopy copy) {
    copies.remove(copy);
  }

  /** All entries behind that key, or all there are, in order, for as long as they are read. */
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

  /** The same as {@link #get} for whoever holds the volume's snapshot lock and is not its owner. */
  public Optional<Entry> getCached(Key key) {
    return recent.get(key, this::get);
  }

  public Optional<Entry> get(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Optional.empty() : Optional.of(entry(key, stored));
  }

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

  /** The same without reading the values, which stand outside the nodes. */
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

  /** About how long the main file were if it held these entries and nothing else. */
  public long expectedLength() {
    return EMPTY + bytes;
  }

  /** Puts all entries, with their revisions, into an empty tree and commits them. */
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

  private long revision(Key key) {
    OptionalLong known = recent.revision(key);
    return known.isPresent() ? known.getAsLong() : storedRevision(key);
  }

  private long storedRevision(Key key) {
    byte @Nullable [] stored = entries.get(key.bytes());
    return stored == null ? Batch.ABSENT : ByteBuffer.wrap(stored).getLong();
  }

  /** The entry of what the tree holds under the key. */
  static Entry entry(Key key, byte[] stored) {
    byte[] value = Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    return new Entry(key, value, ByteBuffer.wrap(stored).getLong());
  }

  /** Returns when all that was applied is durable and visible. */
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
