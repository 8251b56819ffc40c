package io.azimuth.adapters.storage.mapdb.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;

/** Creates files that only their owner may read, if the file system has permissions. */
final class PrivateFiles {

  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(directory, DIRECTORY));
    }
  }

  static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException raced) {
      // Another process has created it. The lock decides which of the two may use it.
    }
  }

  /** Warns when other users may access the directory or these files. */
  static void report(Path directory, Logger logger, String... names) throws IOException {
    report(directory, DIRECTORY, logger);
    for (String name : names) {
      report(directory.resolve(name), FILE, logger);
    }
  }

  private static void report(Path path, Set<PosixFilePermission> most, Logger logger)
      throws IOException {
    if (!hasPermissions(path)) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
    if (!most.containsAll(found)) {
      logger.warn(
          "{} has permissions {}; set them to {}",
          path,
          PosixFilePermissions.toString(found),
          PosixFilePermissions.toString(most));
    }
  }

  /** Makes new and renamed entries of the directory durable, if directories can be synced. */
  static void syncDirectory(Path directory) throws IOException {
    if (!hasPermissions(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
