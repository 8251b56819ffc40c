package io.azimuth.bootstrap.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The temporary directory of a server and its simulated Azure, with configuration, seal key and
 * store. Closing deletes it. The seal key may be deleted because the store is deleted with it.
 */
public final class TemporaryServerFiles implements AutoCloseable {

  /** A storage type that writes no file. */
  public static final String IN_MEMORY = "inmem";

  /** A storage type that writes to the disk. */
  public static final String ON_DISK = "mapdb";

  private static final int KEY_BYTES = 32;

  private final Path directory;

  private TemporaryServerFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Creates the directory.
   *
   * @throws IOException if the directory cannot be created
   */
  public static TemporaryServerFiles create() throws IOException {
    return new TemporaryServerFiles(Files.createTempDirectory("azimuth-lab-"));
  }

  public Path directory() {
    return directory;
  }

  /**
   * Writes a configuration and a new seal key. The configuration contains the {@code cloud.hcl} of
   * a simulator.
   *
   * @param address the address of the listener, as {@code host:port}
   * @param storage the type of the store; its files are also in the directory
   * @return the configuration file
   * @throws IOException if a file cannot be written, or there is no {@code cloud.hcl}
   */
  public Path writeConfig(String address, String storage) throws IOException {
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
        storage "%s" { %s }
        seal "static" {
          current_key_id = "lab"
          current_key    = "file://%s"
        }
        audit_directory = "audit"
        """
            .formatted(
                address,
                storage,
                storage.equals(IN_MEMORY) ? "" : "path = \"data\"",
                directory.resolve("seal.key"));
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
      throw new UncheckedIOException("the lab's directory cannot be deleted", e);
    }
  }
}
