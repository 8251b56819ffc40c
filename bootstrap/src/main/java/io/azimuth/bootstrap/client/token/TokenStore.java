package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** Where a token is kept between two commands. */
public interface TokenStore {

  /**
   * The token, if there is one.
   *
   * @throws ClientException when that cannot be found out
   */
  Optional<SecretText> read();

  /**
   * Keeps the token in place of the one before.
   *
   * @throws ClientException when it could not be kept
   */
  void write(SecretText token);

  /** Forgets the token; good when there is none. */
  void erase();
}
