package io.azimuth.adapters.storage.mapdb.tree;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of one commit, read piece by piece while later commits are made. The tree itself
 * shows only the newest commit, so the writer puts here each value that it replaces after the
 * reader's position. What the reader has passed is not needed.
 *
 * <p>{@link #step} needs the snapshot lock, and {@link #keep} runs while no reader holds it, so
 * they never run at the same time.
 */
public final class TreeCopy {

  /** A commit waits for one piece: about a millisecond with this size. */
  private static final int PIECE_ENTRIES = 256;

  private static final int PIECE_BYTES = 256 << 10;

  /** The most bytes of replaced values, chosen for small heaps. */
  static final long MOST_KEPT = 32L << 20;

  /** About how many bytes a kept entry uses in addition to key and value. */
  private static final int OVERHEAD = 160;

  private final EntryTree tree;
  private final NavigableMap<Key, byte[]> kept = new TreeMap<>();
  private long keptBytes;
  private Optional<Key> after = Optional.empty();
  private boolean complete;
  private boolean lost;

  TreeCopy(EntryTree tree) {
    this.tree = tree;
  }

  /** Whether all entries were read. */
  public boolean isComplete() {
    return complete;
  }

  /** Keeps the value that the key had when the copy began. Later values are ignored. */
  void keep(Key key, byte[] old) {
    if (complete || lost || after.filter(read -> key.compareTo(read) <= 0).isPresent()) {
      return;
    }
    if (kept.putIfAbsent(key, old) == null) {
      keptBytes += cost(key, old);
    }
    if (keptBytes > MOST_KEPT) {
      lost = true;
      kept.clear();
    }
  }

  private static long cost(Key key, byte[] old) {
    return (long) key.length() + old.length + OVERHEAD;
  }

  /**
   * The next piece. It may be empty although the copy is not complete.
   *
   * @throws ServiceException with {@code SNAPSHOT_OVERTAKEN} when too much was changed meanwhile
   */
  public List<Entry> step() {
    if (lost) {
      throw new ServiceException(
          ErrorCode.SNAPSHOT_OVERTAKEN,
          "more was changed during the copy than can be kept; try again");
    }
    Iterator<Entry> found = tree.entriesAfter(after);
    Merge merge = new Merge();
    int bytes = 0;
    for (int read = 0; read < PIECE_ENTRIES && bytes < PIECE_BYTES && found.hasNext(); read++) {
      Entry entry = found.next();
      bytes += entry.key().length() + entry.value().length;
      merge.add(entry);
    }
    complete = !found.hasNext();
    if (complete) {
      merge.addRest();
    }
    return merge.entries;
  }

  /** Replaces current entries by the kept ones. */
  private final class Merge {

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry now) {
      while (!kept.isEmpty() && kept.firstKey().compareTo(now.key()) < 0) {
        take();
      }
      if (!kept.isEmpty() && kept.firstKey().equals(now.key())) {
        take();
      } else {
        entries.add(now);
      }
      after = Optional.of(now.key());
    }

    void addRest() {
      while (!kept.isEmpty()) {
        take();
      }
    }

    private void take() {
      Key key = kept.firstKey();
      byte[] old = kept.remove(key);
      keptBytes -= cost(key, old);
      if (old != OpenCopies.ABSENT) {
        entries.add(EntryTree.entry(key, old));
      }
    }
  }
}
