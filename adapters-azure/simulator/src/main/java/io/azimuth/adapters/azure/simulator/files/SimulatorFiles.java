package io.azimuth.adapters.azure.simulator.files;

import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/** Writes the files of the simulator, readable for their owner only. */
public final class SimulatorFiles {

  private SimulatorFiles() {}

  /**
   * Puts {@code ca.pem} and {@code cloud.hcl} into the directory, which is made when it is missing.
   */
  public static void write(Path directory, String authorityPem, Function<Path, String> cloudBlock)
      throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    Path authority = directory.resolve("ca.pem").toAbsolutePath();
    replace(authority, authorityPem);
    replace(directory.resolve("cloud.hcl"), cloudBlock.apply(authority));
  }

  /** Puts a secret into a file; its directory is made when it is missing. */
  public static void writeSecret(Path file, SecretText secret) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory, ownerOnly("rwx------"));
    }
    replace(file, secret.expose());
  }

  /** Replaces the file as a whole, so that a reader never sees half of it. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), ".simulator", ".new", ownerOnly("rw-------"));
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
