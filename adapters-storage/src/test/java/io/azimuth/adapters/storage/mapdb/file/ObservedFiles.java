package io.azimuth.adapters.storage.mapdb.file;

import io.azimuth.adapters.storage.mapdb.FileEvents;
import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.mapdb.DataInput2;

/** The real files. A listener is called before each operation. */
public record ObservedFiles(FileEvents events) implements FileAccess {

  @Override
  public RawFile journal(Path file) throws IOException {
    return new ObservedJournal(FileAccess.REAL.journal(file), events);
  }

  @Override
  public BaseFile base(Path file) throws IOException {
    return new ObservedBase(FileAccess.REAL.base(file), events);
  }

  private record ObservedJournal(RawFile file, FileEvents events) implements RawFile {

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      byte[] bytes = new byte[from.remaining()];
      from.duplicate().get(bytes);
      events.write(StoreDirectory.JOURNAL, position, bytes);
      file.write(from, position);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      events.forcing(StoreDirectory.JOURNAL);
      file.force(metadata);
      events.forced(StoreDirectory.JOURNAL);
    }

    @Override
    public void close() throws IOException {
      file.close();
      events.closed(StoreDirectory.JOURNAL);
    }
  }

  private record ObservedBase(BaseFile file, FileEvents events) implements BaseFile {

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public void grow(long length) throws IOException {
      if (length > file.length()) {
        events.grow(length);
      }
      file.grow(length);
    }

    @Override
    public byte getByte(long offset) {
      return file.getByte(offset);
    }

    @Override
    public int getInt(long offset) {
      return file.getInt(offset);
    }

    @Override
    public long getLong(long offset) {
      return file.getLong(offset);
    }

    @Override
    public void getData(long offset, byte[] into, int position, int size) {
      file.getData(offset, into, position, size);
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
      return file.getDataInput(offset, size);
    }

    @Override
    public void put(long offset, byte[] from, int position, int size) {
      try {
        events.write(
            StoreDirectory.MAIN, offset, Arrays.copyOfRange(from, position, position + size));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      file.put(offset, from, position, size);
    }

    @Override
    public void force() throws IOException {
      events.forcing(StoreDirectory.MAIN);
      file.force();
      events.forced(StoreDirectory.MAIN);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
