package io.azimuth.adapters.storage.mapdb.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.mapdb.DataInput2;

/**
 * The real files, with a limit on how much is read: reading a damaged tree that has a circle never
 * ends, and reading a record with one fills the heap.
 */
public final class BoundedReads implements FileAccess {

  private final AtomicLong left;

  /** Allows that many bytes to be read from the main file. */
  public BoundedReads(long bytes) {
    left = new AtomicLong(bytes);
  }

  @Override
  public RawFile journal(Path file) throws IOException {
    return FileAccess.REAL.journal(file);
  }

  @Override
  public BaseFile base(Path file) throws IOException {
    return new BoundedBase(FileAccess.REAL.base(file));
  }

  private void take(int bytes) {
    if (left.addAndGet(-bytes) < 0) {
      throw new AssertionError("the store was read for longer than a sound one can be");
    }
  }

  private final class BoundedBase implements BaseFile {

    private final BaseFile file;

    private BoundedBase(BaseFile file) {
      this.file = file;
    }

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public void grow(long length) throws IOException {
      file.grow(length);
    }

    @Override
    public byte getByte(long offset) {
      take(1);
      return file.getByte(offset);
    }

    @Override
    public int getInt(long offset) {
      take(Integer.BYTES);
      return file.getInt(offset);
    }

    @Override
    public long getLong(long offset) {
      take(Long.BYTES);
      return file.getLong(offset);
    }

    @Override
    public void getData(long offset, byte[] into, int position, int size) {
      take(size);
      file.getData(offset, into, position, size);
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
      take(size);
      return file.getDataInput(offset, size);
    }

    @Override
    public void put(long offset, byte[] from, int position, int size) {
      file.put(offset, from, position, size);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
