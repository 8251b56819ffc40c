package io.azimuth.adapters.storage.audit;

import io.azimuth.spi.api.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only directory below which audit files may be. A caller that may enable audit devices over
 * the API must not be able to write to any other place (CVE-2025-6000).
 */
final class AuditDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(AuditDirectory.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Optional<Path> root;

  AuditDirectory(Optional<Path> root) {
    this.root = root.map(path -> path.toAbsolutePath().normalize());
  }

  /**
   * The place of the file with that path. Creates the missing directories above it.
   *
   * @throws RefusedException when the path is not below the directory
   */
  Path locate(String filePath) throws IOException {
    Path directory =
        root.orElseThrow(
            () ->
                RefusedException.invalid(
                    "audit files need audit_directory in the configuration of the server"));
    Path below = below(directory, parse(filePath));
    make(directory);
    Path file = directory.toRealPath();
    for (int i = 0; i < below.getNameCount() - 1; i++) {
      file = file.resolve(below.getName(i));
      enter(file);
    }
    file = file.resolve(below.getFileName());
    checkFile(file);
    return file;
  }

  /** Where the file with that path is, for the log; nothing is checked or created. */
  String shown(String filePath) {
    return filePath.startsWith("/")
        ? filePath
        : root.map(it -> it + "/" + filePath).orElse(filePath);
  }

  private static Path parse(String filePath) {
    try {
      Path path = Path.of(filePath);
      for (Path name : path) {
        if (name.toString().equals("..")) {
          throw RefusedException.invalid("file_path may not hold ..");
        }
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw RefusedException.invalid("file_path is not a path");
    }
  }

  private static Path below(Path directory, Path path) {
    Path whole = directory.resolve(path); // an absolute path replaces the directory
    if (!whole.startsWith(directory) || whole.equals(directory)) {
      throw RefusedException.invalid("file_path must lead to a file below audit_directory");
    }
    return directory.relativize(whole);
  }

  private static void enter(Path directory) throws IOException {
    refuseLink(directory);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw RefusedException.invalid("file_path leads through something that is no directory");
    }
    make(directory);
  }

  private static void make(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(directory))) {
        LOG.warn("others may enter the audit directory {}; it should be 0700", directory);
      }
      return;
    }
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  private static void checkFile(Path file) throws IOException {
    refuseLink(file);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw RefusedException.invalid("file_path leads to something that is no regular file");
    }
    if (FileMode.isExecutable(Files.getPosixFilePermissions(file))) {
      throw RefusedException.invalid("file_path leads to an executable file");
    }
  }

  private static void refuseLink(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw RefusedException.invalid("file_path leads through a symbolic link");
    }
  }
}
