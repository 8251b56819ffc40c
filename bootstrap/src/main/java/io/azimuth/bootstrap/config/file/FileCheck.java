package io.azimuth.bootstrap.config.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks files that the configuration names. */
final class FileCheck {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private FileCheck() {}

  /** The file of the block's key; reports an error if it cannot be read. */
  static Optional<Path> readable(BlockReader block, String key, ExternalValues source) {
    Optional<Path> file = block.text(key).map(source::resolve);
    file.flatMap(FileCheck::unreadable).ifPresent(problem -> block.error(key, problem));
    return file;
  }

  /** The reason why the file cannot be read, as the end of a sentence. */
  static Optional<String> unreadable(Path file) {
    if (!Files.exists(file)) {
      return Optional.of("the file " + file + " does not exist");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of(file + " is not a file");
    }
    return Files.isReadable(file)
        ? Optional.empty()
        : Optional.of("the file " + file + " may not be read by this user");
  }

  /** A sentence if users other than the owner have permissions on the file. */
  static Optional<String> openToOthers(Path path, String wanted) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (OWNER.containsAll(permissions)) {
        return Optional.empty();
      }
      return Optional.of(
          "%s is open to others than its owner (%s); it should have mode %s"
              .formatted(path, PosixFilePermissions.toString(permissions), wanted));
    } catch (IOException | UnsupportedOperationException e) {
      // The file is absent, or the file system has no such permissions: there is nothing to report.
      return Optional.empty();
    }
  }
}
