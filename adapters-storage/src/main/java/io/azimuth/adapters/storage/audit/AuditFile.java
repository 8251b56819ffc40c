package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.VolumeRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open file that lines are appended to. One thread at a time may use it. */
final class AuditFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

  private final Path path;
  private final FileChannel channel;
  private final Optional<Object> identity;
  private boolean lineIsTorn;

  private AuditFile(Path path, FileChannel channel, Optional<Object> identity, boolean lineIsTorn) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
    this.lineIsTorn = lineIsTorn;
  }

  /** Opens the file; creates a missing one with that mode. */
  static AuditFile open(Path path, FileMode mode) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
            mode.asAttribute());
    try {
      apply(mode, path);
      return new AuditFile(path, channel, identity(path), endsWithinLine(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void apply(FileMode mode, Path path) throws IOException {
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    if (mode.isExceededBy(found)) {
      LOG.warn("more people than its mode says could read the audit file {}", path);
    }
    if (!found.equals(mode.permissions())) {
      Files.setPosixFilePermissions(path, mode.permissions());
    }
  }

  // A kill or a full disk may have cut the last line. The next line must not be joined to it.
  private static boolean endsWithinLine(Path path) throws IOException {
    try (FileChannel reader =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return reader.size() > 0 && reader.read(last, reader.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  /** Appends lines with their line ends, in one write unless the disk takes only a part. */
  void append(byte[] lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(lines.length + 1);
    if (lineIsTorn) {
      bytes.put((byte) '\n');
    }
    bytes.put(lines).flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    lineIsTorn = false;
  }

  VolumeRoom room() throws IOException {
    Path directory = path.toAbsolutePath().getParent(); // the file may have been moved away
    FileStore volume = Files.getFileStore(directory == null ? path : directory);
    return new VolumeRoom(volume.getUsableSpace(), volume.getTotalSpace());
  }

  /** Whether another file is at the path now, or none. */
  boolean isDisplaced() throws IOException {
    try {
      return !identity.equals(identity(path));
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  // Empty on a volume that does not number its files.
  private static Optional<Object> identity(Path path) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
