package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.OwnerOnly;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps the token in {@code ~/.vault-token}, which the Vault command line shares. The file mode is
 * 0600.
 */
public final class TokenFile implements TokenStore {

  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;

  /** Creates a store that uses this file. */
  public TokenFile(Path file) {
    this.file = file;
  }

  @Override
  public Optional<SecretText> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(text));
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }

  @Override
  public void write(SecretText token) {
    try {
      // A symbolic link is kept. Its target is replaced by a rename, so a reader never sees half a
      // token.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path fresh =
          Files.createTempFile(target.getParent(), ".vault-token", ".new", OwnerOnly.file());
      try {
        Files.writeString(fresh, token.expose(), StandardCharsets.UTF_8);
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new ClientException(file + " cannot be written", e);
    }
  }

  @Override
  public void erase() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be deleted", e);
    }
  }
}
