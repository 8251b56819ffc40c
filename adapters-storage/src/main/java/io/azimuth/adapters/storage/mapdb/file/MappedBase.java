package io.azimuth.adapters.storage.mapdb.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.MappedFileVol;
import org.mapdb.volume.Volume;

/** The main file, mapped into memory. It is never unmapped while a reader may use it. */
public final class MappedBase implements BaseFile {

  /**
   * The length of the file's own header. It takes the whole first slice, so that MapDB's slices
   * stay aligned.
   */
  public static final long HEADER = SLICE;

  private static final int SLICE_SHIFT = 20;
  private static final long NO_LOCK_OF_ITS_OWN = -1;
  private static final int ZEROS = 1 << 16;

  private final FileChannel channel;
  private final Volume mapped;
  private volatile long length;

  private MappedBase(FileChannel channel, Volume mapped, long length) {
    this.channel = channel;
    this.mapped = mapped;
    this.length = length;
  }

  /**
   * Opens a file whose header was checked. An incomplete slice at the end, left by an interrupted
   * growth, is cut off.
   */
  static MappedBase open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long whole = channel.size() / SLICE * SLICE;
      channel.truncate(whole);
      Volume mapped =
          new MappedFileVol.MappedFileFactory(false, true)
              .makeVolume(file.toString(), false, NO_LOCK_OF_ITS_OWN, SLICE_SHIFT, 0, false);
      return new MappedBase(channel, mapped, whole - HEADER);
    } catch (IOException | DBException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void grow(long wanted) throws IOException {
    long before = HEADER + length;
    long after = HEADER + (wanted + SLICE - 1) / SLICE * SLICE;
    if (after <= before) {
      return;
    }
    try {
      fill(before, after);
      mapped.ensureAvailable(after);
    } catch (DBException e) {
      throw new IOException("the main file cannot be mapped", e);
    } catch (IOException e) {
      channel.truncate(before);
      throw e;
    }
    length = after - HEADER;
  }

  private void fill(long from, long to) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
    for (long at = from; at < to; ) {
      zeros.clear();
      at += channel.write(zeros, at);
    }
  }

  @Override
  public byte getByte(long offset) {
    return mapped.getByte(HEADER + offset);
  }

  @Override
  public int getInt(long offset) {
    return mapped.getInt(HEADER + offset);
  }

  @Override
  public long getLong(long offset) {
    return mapped.getLong(HEADER + offset);
  }

  @Override
  public void getData(long offset, byte[] into, int position, int size) {
    mapped.getData(HEADER + offset, into, position, size);
  }

  @Override
  public DataInput2 getDataInput(long offset, int size) {
    return mapped.getDataInput(HEADER + offset, size);
  }

  @Override
  public void put(long offset, byte[] from, int position, int size) {
    mapped.putData(HEADER + offset, from, position, size);
  }

  /**
   * Syncs through the channel: MapDB's own sync goes slice by slice and holds the lock that growing
   * needs. On Linux this also covers mapped pages. On other systems the slices are synced too.
   */
  @Override
  public void force() throws IOException {
    if (!Platform.LINUX) {
      mapped.sync();
    }
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    try {
      mapped.close();
    } finally {
      channel.close();
    }
  }
}
