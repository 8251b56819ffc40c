package io.azimuth.application.port.sign;

import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;

/**
 * Makes keys and signs tokens with them: the mirror of {@link io.azimuth.spi.verify.TokenVerifier}.
 * Safe for use by many threads; never waits for another system.
 */
public interface TokenSigner {

  /**
   * A new RSA key of 2048 bits; may take half a second of processor time.
   *
   * @param id the id of the key in tokens and in the key set
   */
  SigningKeyPair generate(String id);

  /**
   * Returns a JWT of these claims, signed with RS256. Its header has {@code alg}, {@code kid} and
   * {@code typ}.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} when the stored
   *     key cannot be read
   */
  SecretText sign(SigningKeyPair key, Value.Obj claims);
}
