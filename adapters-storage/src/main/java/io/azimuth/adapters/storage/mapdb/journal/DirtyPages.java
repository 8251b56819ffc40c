package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages that the writer has changed since the last commit. The pages of MapDB's header always
 * stay here, because its checksum reads them completely at each commit. Only the writer uses this.
 */
final class DirtyPages {

  /** The pages of MapDB's header, which ends after 33 KB. */
  private static final int PINNED = 9;

  /**
   * How many pages are kept for the next commit: 1 MB. Without reuse, pages were a fifth of all
   * garbage.
   */
  private static final int MOST_SPARE = 256;

  private final BaseFile base;
  private final Page[] pinned = new Page[PINNED];
  private final Map<Long, Page> pages = new HashMap<>();
  private final Deque<Page> spare = new ArrayDeque<>();
  private long lastNumber = -1;
  private @Nullable Page last;

  DirtyPages(BaseFile base) {
    this.base = base;
    for (int i = 0; i < PINNED; i++) {
      pinned[i] = new Page(i, base);
    }
  }

  /** The copy of the page, or null when the page is unchanged. */
  @Nullable Page find(long number) {
    if (number < PINNED) {
      return pinned[(int) number];
    }
    if (number == lastNumber) {
      return last;
    }
    lastNumber = number;
    last = pages.get(number);
    return last;
  }

  /** The copy of the page; made now if there is none. */
  Page touch(long number) {
    Page found = find(number);
    if (found != null) {
      return found;
    }
    Page made = made(number);
    pages.put(number, made);
    last = made;
    return made;
  }

  private Page made(long number) {
    Page used = spare.poll();
    if (used == null) {
      return new Page(number, base);
    }
    used.reuseFor(number, base);
    return used;
  }

  boolean touches(long firstPage, long lastPage) {
    for (long number = firstPage; number <= lastPage; number++) {
      if (find(number) != null) {
        return true;
      }
    }
    return false;
  }

  List<Page> dirty() {
    List<Page> dirty = new ArrayList<>(pages.size() + PINNED);
    for (Page page : pinned) {
      if (page.isDirty()) {
        dirty.add(page);
      }
    }
    for (Page page : pages.values()) {
      if (page.isDirty()) {
        dirty.add(page);
      }
    }
    return dirty;
  }

  /**
   * Forgets all pages except the pinned ones. No reference to a forgotten page may be used after
   * that.
   */
  void clear() {
    for (Page page : pages.values()) {
      if (spare.size() < MOST_SPARE) {
        spare.add(page);
      }
    }
    pages.clear();
    lastNumber = -1;
    last = null;
  }

  /**
   * Writes a record of the pages. The space for its header is left empty.
   *
   * @param reused the buffer of the last record, used again if it is large enough
   */
  static ByteBuffer journal(List<Page> dirty, ByteBuffer reused) {
    int size = JournalRecord.HEADER_BYTES;
    for (Page page : dirty) {
      size = Math.addExact(size, page.journalSize());
    }
    int padded = JournalRecord.paddedSize(size);
    ByteBuffer record = padded <= reused.capacity() ? reused : ByteBuffer.allocate(padded);
    record.clear().limit(size).position(JournalRecord.HEADER_BYTES);
    for (Page page : dirty) {
      page.journal(record);
    }
    return record;
  }
}
