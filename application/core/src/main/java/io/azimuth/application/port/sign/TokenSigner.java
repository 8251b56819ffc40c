package io.azimuth.application.port.sign;

import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes keys and signs tokens with them: the mirror of {@link io.azimuth.spi.verify.TokenVerifier}.
 * Safe for use by many threads; never waits for another system.
 */
public interface TokenSigner {

  /** The most characters of a token that {@link #claimsOf} reads. */
  int MAX_TOKEN_LENGTH = 256 * 1024;

  /**
   * A new key. RSA keys have 2048 bits and may take half a second of processor time.
   *
   * @param id the id of the key in tokens and in the key set
   * @param algorithm that it signs with
   */
  SigningKeyPair generate(String id, SigningAlgorithm algorithm);

  /**
   * Returns a JWT of these claims, signed with the algorithm of the key. Its header has {@code
   * alg}, {@code kid} and {@code typ}.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} when the stored
   *     key cannot be read
   */
  SecretText sign(SigningKeyPair key, Value.Obj claims);

  /**
   * The claims of a token that one of our own keys signed, or why there are none. Neither times nor
   * any other claim are looked at.
   *
   * @param keys the key of an id; it verifies tokens of its own algorithm only
   */
  Checked<Value.Obj> claimsOf(String token, Function<String, Optional<PublicSigningKey>> keys);
}
