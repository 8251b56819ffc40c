package io.azimuth.bootstrap.agent.login;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that another program puts a credential into. What was read last is remembered, so that the
 * file may be removed after it.
 */
final class CredentialFile {

  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;
  private Optional<SecretText> last = Optional.empty();

  CredentialFile(Path file) {
    this.file = file;
  }

  /** The content without white space around it, or the last one if the file is gone. */
  SecretText read() {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ClientException(file + " is larger than 64 KiB");
      }
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new ClientException(file + " is empty");
      }
      last = Optional.of(SecretText.of(text));
      return last.get();
    } catch (NoSuchFileException e) {
      return last.orElseThrow(() -> new ClientException(file + " does not exist", e));
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /** Replaces what is remembered, and removes the file. */
  void replace(SecretText content) {
    last = Optional.of(content);
    remove();
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be removed", e);
    }
  }
}
