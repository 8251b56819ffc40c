package io.azimuth.bootstrap.snapshot;

import io.azimuth.application.snapshot.SnapshotReader;
import io.azimuth.application.snapshot.SnapshotRefusedException;
import io.azimuth.application.snapshot.VerifiedSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A snapshot in a file. */
public record SnapshotFile(Path path) {

  /**
   * Reads and verifies the whole file.
   *
   * @throws SnapshotFailedException if it is not a complete snapshot, or cannot be read
   */
  public VerifiedSnapshot verify() {
    return verify(UnaryOperator.identity());
  }

  /**
   * The same, with the bytes read through what this makes of their stream.
   *
   * @throws SnapshotFailedException if it is not a complete snapshot, or cannot be read
   */
  public VerifiedSnapshot verify(UnaryOperator<InputStream> watch) {
    try (InputStream in = watch.apply(Files.newInputStream(path))) {
      return SnapshotReader.verify(in);
    } catch (SnapshotRefusedException e) {
      throw new SnapshotFailedException(path + ": " + e.sentence(), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  SnapshotFailedException unreadable(IOException e) {
    String how = Files.exists(path) ? e.getMessage() : "there is no such file";
    return new SnapshotFailedException(path + " cannot be read: " + how, e);
  }

  /**
   * Writes the stream to this path, completely or not at all: writes a new file next to it,
   * readable only by its owner, syncs it, reads it back and renames it.
   *
   * @throws SnapshotFailedException if it is not a complete snapshot, or cannot be written
   */
  public VerifiedSnapshot write(InputStream source) {
    Path absolute = path.toAbsolutePath();
    Path directory = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    if (!Files.isDirectory(directory)) {
      throw new SnapshotFailedException("there is no directory " + directory);
    }
    try {
      Path part = Files.createTempFile(directory, path.getFileName() + ".", ".part");
      try {
        copy(source, part);
        VerifiedSnapshot verified = new SnapshotFile(part).verified();
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
        return verified;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (SnapshotRefusedException e) {
      throw new SnapshotFailedException("what the server sent is refused: " + e.sentence(), e);
    } catch (IOException e) {
      throw new SnapshotFailedException(
          "the snapshot was not saved in " + path + ": " + e.getMessage(), e);
    }
  }

  private VerifiedSnapshot verified() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return SnapshotReader.verify(in);
    }
  }

  private static void copy(InputStream source, Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      source.transferTo(out);
      channel.force(true);
    }
  }

  /** Makes the new name durable, if the file system can sync directories. */
  private static void sync(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Copies the stream while it arrives and verifies it at the end. The reader of the target must
   * check the exit code.
   *
   * @throws SnapshotFailedException if it was not a complete snapshot
   */
  public static VerifiedSnapshot pass(InputStream source, OutputStream target) {
    try {
      VerifiedSnapshot verified = SnapshotReader.verify(new TeeInputStream(source, target));
      target.flush();
      return verified;
    } catch (SnapshotRefusedException e) {
      throw new SnapshotFailedException("what was written is not to be used: " + e.sentence(), e);
    } catch (IOException e) {
      throw new SnapshotFailedException("the snapshot was not written: " + e.getMessage(), e);
    }
  }
}
