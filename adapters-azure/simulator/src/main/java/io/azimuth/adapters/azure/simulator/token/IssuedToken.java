package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.domain.secret.SecretText;
import java.time.Instant;

/**
 * An honest token with what the answers contain about it.
 *
 * @param text the JWT
 * @param issuedAt the simulator's time at issue
 * @param notBefore {@code nbf}, in seconds since 1970
 * @param expiresOn {@code exp}, in seconds since 1970
 */
public record IssuedToken(SecretText text, Instant issuedAt, long notBefore, long expiresOn) {

  /** The seconds that it is still good for. */
  public long expiresIn() {
    return expiresOn - issuedAt.getEpochSecond();
  }
}
