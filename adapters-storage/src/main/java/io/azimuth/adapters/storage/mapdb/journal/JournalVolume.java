package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * MapDB's storage with atomic, durable commits.
 *
 * <p>The owner, a single thread, sees its uncommitted pages. Every other thread sees the main file,
 * which holds the last commit. {@link #sync} journals the changed blocks, waits for the disk, and
 * copies them into the main file under a lock that each reader holds for one read. So a reader
 * never waits for the disk and never sees a commit that is incomplete or not durable.
 */
public final class JournalVolume extends Volume {

  private static final int RECORD_BUFFER = 4 << 20;
  private static final byte[] ZEROS = new byte[Page.BYTES];

  private final BaseFile base;
  private final Journal journal;
  private final StoreHealth health;
  private final DirtyPages overlay;
  private final ByteBuffer recordBuffer = ByteBuffer.allocateDirect(RECORD_BUFFER);
  private final ReentrantReadWriteLock published = new ReentrantReadWriteLock();
  private volatile Thread owner = Thread.currentThread();
  private volatile long length;
  private Runnable whenPublished = () -> {};

  /** A volume that no thread writes yet. */
  public JournalVolume(BaseFile base, Journal journal, StoreHealth health) {
    this.base = base;
    this.journal = journal;
    this.health = health;
    this.length = journal.dataLength();
    this.overlay = new DirtyPages(base);
  }

  /** Makes that thread the owner: only it writes, and it sees what it wrote. */
  public void handTo(Thread writer) {
    owner = writer;
  }

  /**
   * Sets the action that the writer runs at each commit, at the moment when other threads begin to
   * see it.
   */
  public void whenPublished(Runnable action) {
    whenPublished = action;
  }

  /** The lock that a reader holds while it must see one and the same commit. */
  public Lock snapshotLock() {
    return published.readLock();
  }

  /** Grows the file so that this many more bytes can be committed. */
  public void reserve(long bytes) throws IOException {
    base.grow(length + bytes);
  }

  /** How many more bytes can be committed without growing the file. */
  public long headroom() {
    return base.length() - length;
  }

  /** How many bytes MapDB uses, uncommitted ones included. */
  public long dataLength() {
    return length;
  }

  @Override
  public void sync() {
    health.check();
    List<Page> dirty = overlay.dirty();
    if (dirty.isEmpty()) {
      return;
    }
    try {
      base.grow(length);
      journal.append(DirtyPages.journal(dirty, recordBuffer), length);
      publish(dirty);
    } catch (IOException e) {
      health.fail(e);
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      health.fail(e);
      throw e;
    }
  }

  private void publish(List<Page> dirty) {
    published.writeLock().lock();
    try {
      dirty.forEach(page -> page.publish(base));
      whenPublished.run();
    } finally {
      published.writeLock().unlock();
    }
    overlay.clear();
  }

  /** Ends reading and writing. Uncommitted changes are lost. */
  @Override
  public void close() {
    published.writeLock().lock();
    try {
      if (closed.compareAndSet(false, true)) {
        health.close();
        base.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      published.writeLock().unlock();
    }
  }

  private @Nullable Page own(long offset) {
    return Thread.currentThread() == owner ? overlay.find(offset / Page.BYTES) : null;
  }

  private Page touch(long offset) {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("only the writer writes");
    }
    return overlay.touch(offset / Page.BYTES);
  }

  private static int within(long offset) {
    return (int) (offset % Page.BYTES);
  }

  private static boolean crosses(long offset, int size) {
    return within(offset) + size > Page.BYTES;
  }

  @Override
  public long getLong(long offset) {
    if (crosses(offset, Long.BYTES)) {
      return ByteBuffer.wrap(copy(offset, Long.BYTES)).getLong();
    }
    Page page = own(offset);
    if (page != null) {
      return page.getLong(within(offset));
    }
    return offset < base.length() ? base.getLong(offset) : 0;
  }

  @Override
  public int getInt(long offset) {
    if (crosses(offset, Integer.BYTES)) {
      return ByteBuffer.wrap(copy(offset, Integer.BYTES)).getInt();
    }
    Page page = own(offset);
    if (page != null) {
      return page.getInt(within(offset));
    }
    return offset < base.length() ? base.getInt(offset) : 0;
  }

  @Override
  public byte getByte(long offset) {
    Page page = own(offset);
    if (page != null) {
      return page.getByte(within(offset));
    }
    return offset < base.length() ? base.getByte(offset) : 0;
  }

  @Override
  public void getData(long offset, byte[] bytes, int bytesPos, int size) {
    for (int done = 0; done < size; ) {
      long at = offset + done;
      int part = Math.min(size - done, Page.BYTES - within(at));
      Page page = own(at);
      if (page != null) {
        page.get(within(at), bytes, bytesPos + done, part);
      } else if (at < base.length()) {
        base.getData(at, bytes, bytesPos + done, part);
      }
      done += part;
    }
  }

  @Override
  public DataInput2 getDataInput(long offset, int size) {
    boolean committed = offset + size <= base.length();
    if (committed && (Thread.currentThread() != owner || isUntouched(offset, size))) {
      return base.getDataInput(offset, size);
    }
    return new DataInput2.ByteArray(copy(offset, size));
  }

  private boolean isUntouched(long offset, int size) {
    long lastByte = offset + Math.max(size, 1) - 1;
    return !overlay.touches(offset / Page.BYTES, lastByte / Page.BYTES);
  }

  private byte[] copy(long offset, int size) {
    byte[] bytes = new byte[size];
    getData(offset, bytes, 0, size);
    return bytes;
  }

  @Override
  public void putLong(long offset, long value) {
    if (crosses(offset, Long.BYTES)) {
      putData(offset, ByteBuffer.allocate(Long.BYTES).putLong(0, value));
      return;
    }
    touch(offset).putLong(within(offset), value);
  }

  @Override
  public void putInt(long offset, int value) {
    if (crosses(offset, Integer.BYTES)) {
      putData(offset, ByteBuffer.allocate(Integer.BYTES).putInt(0, value));
      return;
    }
    touch(offset).putInt(within(offset), value);
  }

  @Override
  public void putByte(long offset, byte value) {
    touch(offset).putByte(within(offset), value);
  }

  @Override
  public void putData(long offset, byte[] src, int srcPos, int srcSize) {
    putData(offset, ByteBuffer.wrap(src, srcPos, srcSize));
  }

  @Override
  public void putData(long offset, ByteBuffer buf) {
    for (long at = offset; buf.hasRemaining(); ) {
      int part = Math.min(buf.remaining(), Page.BYTES - within(at));
      touch(at).put(within(at), buf, part);
      at += part;
    }
  }

  /**
   * Writes zeros. It skips bytes after the committed length that were not written, because they are
   * zero already.
   */
  @Override
  public void clear(long startOffset, long endOffset) {
    for (long at = startOffset; at < endOffset; ) {
      int part = (int) Math.min(endOffset - at, Page.BYTES - within(at));
      if (at < journal.dataLength() || own(at) != null) {
        putData(at, ZEROS, 0, part);
      }
      at += part;
    }
  }

  @Override
  public void ensureAvailable(long offset) {
    long wanted = (offset + BaseFile.SLICE - 1) / BaseFile.SLICE * BaseFile.SLICE;
    length = Math.max(length, wanted);
  }

  @Override
  public void truncate(long size) {
    throw new UnsupportedOperationException("only MapDB's compaction truncates");
  }

  @Override
  public int sliceSize() {
    return BaseFile.SLICE;
  }

  @Override
  public boolean isSliced() {
    return true;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public @Nullable File getFile() {
    return null;
  }

  @Override
  public boolean getFileLocked() {
    return false;
  }
}
