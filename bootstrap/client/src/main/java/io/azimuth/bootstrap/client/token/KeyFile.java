package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps the key to which the stored token is bound, with its certificate, in {@code
 * ~/.vault-token.pem} (mode 0600). A line above the blocks has the SHA-256 of the token, since
 * other programs replace the token and leave the key.
 */
public final class KeyFile {

  private static final String OWNER = "token-sha256: ";

  private final OwnedFile file;

  /** Creates a store that uses this file. */
  public KeyFile(Path file) {
    this.file = new OwnedFile(file);
  }

  /**
   * The key of this token; empty if it was not kept.
   *
   * @throws ClientException if the file cannot be read, or is damaged
   */
  public Optional<ClientKey> of(SecretText token) {
    return file.read()
        .filter(text -> text.lines().anyMatch(owner(token)::equals))
        .map(
            text ->
                ClientKey.parse(text)
                    .orElseThrow(
                        () ->
                            new ClientException(
                                file.path() + " is damaged; delete it, and log in again")));
  }

  /**
   * Stores the key of this token and replaces that of another.
   *
   * @throws ClientException if it cannot be stored
   */
  public void write(SecretText token, ClientKey key) {
    file.replace(owner(token) + "\n" + key.pem());
  }

  /** Deletes the key. It is no error if there is none. */
  public void erase() {
    file.delete();
  }

  private static String owner(SecretText token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(token.expose().getBytes(StandardCharsets.UTF_8));
      return OWNER + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
