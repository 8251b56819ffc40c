package io.azimuth.bootstrap.client.token;

import io.azimuth.domain.secret.SecretText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the token in {@code ~/.vault-token}, which the Vault command line shares. The file mode is
 * 0600.
 */
public final class TokenFile implements TokenStore {

  private final OwnedFile file;

  /** Creates a store that uses this file. */
  public TokenFile(Path file) {
    this.file = new OwnedFile(file);
  }

  @Override
  public Optional<SecretText> read() {
    return file.read().map(String::strip).filter(text -> !text.isEmpty()).map(SecretText::of);
  }

  @Override
  public void write(SecretText token) {
    file.replace(token.expose());
  }

  @Override
  public void erase() {
    file.delete();
  }
}
