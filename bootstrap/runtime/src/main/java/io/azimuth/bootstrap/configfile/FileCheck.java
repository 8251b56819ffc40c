package io.azimuth.bootstrap.configfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks files that the configuration names. */
public final class FileCheck {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private FileCheck() {}

  /** The file of the block's key; reports an error if it cannot be read. */
  public static Optional<Path> readable(BlockReader block, String key, ExternalValues source) {
    Optional<Path> file = block.text(key).map(source::resolve);
    file.flatMap(FileCheck::unreadable).ifPresent(problem -> block.error(key, problem));
    return file;
  }

  /** The reason why the file cannot be read, as the end of a sentence. */
  public static Optional<String> unreadable(Path file) {
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
  public static Optional<String> openToOthers(Path path, String wanted) {
    return permissions(path)
        .filter(found -> !OWNER.containsAll(found))
        .map(
            found ->
                "%s is open to others than its owner (%s); it should have mode %s"
                    .formatted(path, PosixFilePermissions.toString(found), wanted));
  }

  /** A sentence if users other than the owner may put files into the directory. */
  public static Optional<String> writableByOthers(Path directory) {
    return permissions(directory)
        .filter(found -> !Collections.disjoint(found, OTHERS_WRITE))
        .map(
            found ->
                "others than the owner may write to %s (%s)"
                    .formatted(directory, PosixFilePermissions.toString(found)));
  }

  // Empty when the file is absent or the file system has no such permissions.
  private static Optional<Set<PosixFilePermission>> permissions(Path path) {
    try {
      return Optional.of(Files.getPosixFilePermissions(path));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
