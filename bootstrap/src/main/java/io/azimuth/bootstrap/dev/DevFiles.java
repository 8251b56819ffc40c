package io.azimuth.bootstrap.dev;

import io.azimuth.bootstrap.config.HostAndPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;

/** The few files of a server in memory; its seal key guards nothing that outlives it. */
final class DevFiles implements AutoCloseable {

  private static final int KEY_BYTES = 32;

  private final Path directory;

  private DevFiles(Path directory) {
    this.directory = directory;
  }

  static DevFiles create() throws IOException {
    return new DevFiles(Files.createTempDirectory("azimuth-dev-"));
  }

  Path directory() {
    return directory;
  }

  /** Writes a configuration beside the {@code cloud.hcl} of a simulator. */
  Path writeConfig(HostAndPort address) throws IOException {
    writeKey(directory.resolve("seal.key"));
    Files.createDirectories(
        directory.resolve("audit"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String text =
        """
        listener "tcp" {
          address     = "%s"
          tls_disable = true
        }
        storage "inmem" {}
        seal "static" {
          current_key_id = "dev"
          current_key    = "file://%s"
        }
        audit_directory = "audit"
        """
            .formatted(address, directory.resolve("seal.key"));
    return Files.writeString(
        directory.resolve("azimuth.hcl"), text + Files.readString(directory.resolve("cloud.hcl")));
  }

  private static void writeKey(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, key);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the server's directory cannot be deleted", e);
    }
  }
}
