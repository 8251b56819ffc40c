package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** Keeps the token between commands. */
public interface TokenStore {

  /**
   * Reads the token, if there is one.
   *
   * @throws ClientException if the store cannot be read
   */
  Optional<SecretText> read();

  /**
   * Stores the token and replaces the previous one.
   *
   * @throws ClientException if the token cannot be stored
   */
  void write(SecretText token);

  /** Deletes the token. It is no error if there is none. */
  void erase();
}
