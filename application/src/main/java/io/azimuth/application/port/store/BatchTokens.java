package io.azimuth.application.port.store;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import java.util.Optional;

/**
 * Tokens that carry themselves, encrypted and authenticated with the keys of the barrier: nothing
 * of them is stored. They outlive every change of those keys. Safe for use by many threads.
 */
public interface BatchTokens {

  /** What the text of each of them begins with. */
  String PREFIX = "azb.";

  /** Whether the text claims to be one. */
  static boolean looksLikeOne(SecretText text) {
    return text.expose().startsWith(PREFIX);
  }

  /**
   * The text of a batch token, {@link #PREFIX} and base64url.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED}, or {@code STORE_BUSY}
   *     when no encryption is left of those that are counted
   */
  SecretText seal(Token token);

  /**
   * The token, when the text is one that this store's keys sealed. What it depends on is still to
   * be checked.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED}
   */
  Optional<Token> open(SecretText text);
}
