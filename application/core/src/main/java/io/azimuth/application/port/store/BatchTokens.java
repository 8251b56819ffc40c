package io.azimuth.application.port.store;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import java.util.Optional;

/**
 * Batch tokens: tokens whose text is their whole record, encrypted and authenticated with the keys
 * of the barrier, so that nothing is stored. They remain valid when those keys are rotated. Safe
 * for use by many threads.
 */
public interface BatchTokens {

  /** The prefix of the text of every batch token. */
  String PREFIX = "azb.";

  /** Whether the text has the prefix of a batch token. */
  static boolean looksLikeOne(SecretText text) {
    return text.expose().startsWith(PREFIX);
  }

  /**
   * Returns the text of a batch token, {@link #PREFIX} and base64url.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED}, or {@code STORE_BUSY}
   *     when the budget of encryptions per key is used up
   */
  SecretText seal(Token token);

  /**
   * The token, when the text was encrypted with keys of this store. The records that the token
   * depends on are still to be checked.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED}
   */
  Optional<Token> open(SecretText text);
}
