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
    try {
      SecretText content = content();
      if (content.isEmpty()) {
        throw new ClientException(file + " is empty");
      }
      last = Optional.of(content);
      return content;
    } catch (NoSuchFileException e) {
      return last.orElseThrow(() -> new ClientException(file + " does not exist", e));
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }

  private SecretText content() throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ClientException(file + " is larger than 64 KiB");
      }
      return SecretText.of(new String(bytes, StandardCharsets.UTF_8).strip());
    }
  }

  /** Removes the file, unless it has another content by now than what was read last. */
  void remove() {
    try {
      if (last.filter(content()::equals).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // somebody else has removed it
    } catch (IOException e) {
      throw new ClientException(file + " cannot be removed", e);
    }
  }
}
