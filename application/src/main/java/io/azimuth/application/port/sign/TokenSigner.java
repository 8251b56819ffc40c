package io.azimuth.application.port.sign;

import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;

/**
 * Makes keys and signs tokens with them: the mirror of {@link io.azimuth.spi.verify.TokenVerifier}.
 * Safe for use by many threads; blocks for nothing but the processor.
 */
public interface TokenSigner {

  /**
   * A fresh RSA key of 2048 bits; half a second of work at times.
   *
   * @param id that it will have in tokens and in the key set
   */
  SigningKeyPair generate(String id);

  /**
   * A JWT of these claims, signed with RS256; its header has {@code alg}, {@code kid} and {@code
   * typ}.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} when the key is
   *     none
   */
  SecretText sign(SigningKeyPair key, Value.Obj claims);
}
