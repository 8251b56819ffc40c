package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A small file of secrets that its owner alone may read (mode 0600).
 *
 * @param path where it is; a symbolic link there is kept, and its target replaced
 */
record OwnedFile(Path path) {

  private static final int MAX_BYTES = 64 * 1024;

  /**
   * Its text, up to 64 KiB; empty if there is no such file.
   *
   * @throws ClientException if it cannot be read
   */
  Optional<String> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(path)) {
      return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ClientException(path + " cannot be read", e);
    }
  }

  /**
   * Replaces its text by a rename, so that a reader never sees a part.
   *
   * @throws ClientException if it cannot be written
   */
  void replace(String text) {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path fresh =
          Files.createTempFile(target.getParent(), ".vault-token", ".new", OwnerOnly.file());
      try {
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new ClientException(path + " cannot be written", e);
    }
  }

  /**
   * Deletes it, if it is there.
   *
   * @throws ClientException if it cannot be deleted
   */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new ClientException(path + " cannot be deleted", e);
    }
  }
}
