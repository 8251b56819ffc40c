package io.azimuth.adapters.storage.spool;

import io.azimuth.application.port.store.SpoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that other users cannot read and that is removed with its channel, also when the process
 * is killed: if the system allows that, its name is removed at once.
 */
final class TemporaryFile implements SpoolFile {

  /** The space on the disk that is left for the store itself. */
  private static final long SPARED = 64L << 20;

  private final FileChannel channel;
  private final FileStore disk;
  private final String name;
  private final Runnable whenClosed;
  private long position;
  private boolean closed;

  private TemporaryFile(FileChannel channel, FileStore disk, String name, Runnable whenClosed) {
    this.channel = channel;
    this.disk = disk;
    this.name = name;
    this.whenClosed = whenClosed;
  }

  /** An empty file, readable by its owner only. */
  static TemporaryFile in(Path directory, String name, Runnable whenClosed) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    Path file = Files.createTempFile(directory, "spool-", ".tmp");
    return new TemporaryFile(openOrDelete(file), disk, name, whenClosed);
  }

  private static FileChannel openOrDelete(Path file) throws IOException {
    try {
      return FileChannel.open(
          file,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public OutputStream output() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public InputStream input() throws IOException {
    channel.position(0);
    return Channels.newInputStream(channel);
  }

  @Override
  public void requireSpace() throws IOException {
    if (disk.getUsableSpace() < SPARED) {
      throw new IOException("the disk of the temporary file has less than 64 MiB left");
    }
  }

  @Override
  public String fileName() {
    return name;
  }

  @Override
  public long length() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int read = channel.read(into, position);
    position += Math.max(read, 0);
    return read;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      whenClosed.run();
    }
  }
}
