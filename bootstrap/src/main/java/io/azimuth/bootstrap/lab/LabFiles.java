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
 * The temporary directory of a server and of a simulated Azure beside it: configuration, seal key,
 * store. Deleted in the end; the seal key guards nothing that outlives it.
 */
public final class LabFiles implements AutoCloseable {

  /** A store that leaves no file. */
  public static final String IN_MEMORY = "inmem";

  /** A store on the disk. */
  public static final String ON_DISK = "mapdb";

  private static final int KEY_BYTES = 32;

  private final Path directory;

  private LabFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory.
   *
   * @throws IOException when the disk does not take it
   */
  public static LabFiles create() throws IOException {
    return new LabFiles(Files.createTempDirectory("azimuth-lab-"));
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /**
   * Writes a configuration with a seal key of its own beside the {@code cloud.hcl} of a simulator.
   *
   * @param address where the server is to listen, as {@code host:port}
   * @param storage the type of the store, whose files are in the directory, too
   * @return the configuration file
   * @throws IOException when the disk does not take it, or there is no {@code cloud.hcl}
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
