package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.process.OwnerOnly;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there, whole, while a development server is ready. It holds the root token, so
 * that only the owner may read it.
 *
 * @param path where it is
 */
record ReadyFile(Path path) {

  /**
   * Writes it in the place of one that may be there.
   *
   * @throws StartupException if it cannot be written
   */
  void write(Value.Obj facts) {
    try {
      Path target = path.toAbsolutePath();
      Path fresh =
          Files.createTempFile(target.getParent(), ".azimuth-ready", ".new", OwnerOnly.file());
      try {
        Files.writeString(
            fresh, JsonText.of(facts, JsonForm.COMMAND) + "\n", StandardCharsets.UTF_8);
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new StartupException(path + " cannot be written", e);
    }
  }

  /**
   * Removes it; that of a server that was killed would name one that is gone.
   *
   * @throws StartupException if it is there and cannot be removed
   */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StartupException(path + " cannot be removed", e);
    }
  }
}
