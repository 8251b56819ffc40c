package io.azimuth.bootstrap.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of a demo: configuration, seal key, store. Deleted in the end. */
final class DemoFiles implements AutoCloseable {

  private static final int KEY_BYTES = 32;

  private final Path directory;

  private DemoFiles(Path directory) {
    this.directory = directory;
  }

  static DemoFiles create() throws IOException {
    return new DemoFiles(Files.createTempDirectory("azimuth-demo-"));
  }

  Path directory() {
    return directory;
  }

  /** Writes a configuration beside the {@code cloud.hcl} of a simulator. */
  Path writeConfig() throws IOException {
    writeKey(directory.resolve("seal.key"));
    Path config = directory.resolve("azimuth.hcl");
    String text =
        """
        listener "tcp" {
          address     = "127.0.0.1:0"
          tls_disable = true
        }
        storage "mapdb" { path = "data" }
        seal "static" {
          current_key_id = "demo"
          current_key    = "file://%s"
        }
        audit_directory = "audit"
        """
            .formatted(directory.resolve("seal.key"));
    Files.writeString(config, text + Files.readString(directory.resolve("cloud.hcl")));
    return config;
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
      throw new UncheckedIOException("the demo's directory cannot be deleted", e);
    }
  }
}
