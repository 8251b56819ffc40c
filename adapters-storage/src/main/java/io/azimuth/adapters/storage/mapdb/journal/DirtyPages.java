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
 * The pages that the writer has changed since the last commit, and for good those of MapDB's
 * header: its checksum reads them whole at each commit. Used by the writer alone.
 */
final class DirtyPages {

  /** MapDB's header ends behind 33 KB. */
  private static final int PINNED = 9;

  /** Pages kept for the next commit, 1 MB: a fifth of all garbage were pages. */
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

  /** The copy of the page, or null when it was not changed. */
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

  /** The copy of the page, made now if need be. */
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

  /** Forgets all but the pinned pages; nobody may hold one of the others any more. */
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

  /** Room for a record of the pages behind its header, filled; the buffer is used again. */
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
