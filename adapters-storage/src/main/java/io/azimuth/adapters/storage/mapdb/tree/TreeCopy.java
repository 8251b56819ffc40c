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
 * The entries of one commit, read piece by piece while later ones are made. The tree itself shows
 * the newest commit only, so the writer leaves here what it replaces ahead of the reader; what lies
 * behind the reader needs no keeping.
 *
 * <p>{@link #step} needs the snapshot lock, {@link #keep} runs when no reader has it: the two never
 * meet.
 */
public final class TreeCopy {

  /** So that a commit waits a millisecond for a piece and no longer. */
  private static final int PIECE_ENTRIES = 256;

  private static final int PIECE_BYTES = 256 << 10;

  /** The most bytes of replaced values, so that a small heap holds them. */
  static final long MOST_KEPT = 32L << 20;

  /** What a kept entry takes beside key and value, about. */
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

  /** Whether all was read. */
  public boolean isComplete() {
    return complete;
  }

  /** What the key had at the moment of the copy; what comes later does not count. */
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

  /** The next piece; it may be empty although the copy is not complete. */
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

  /** Puts what was replaced in the place of what is there now. */
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
