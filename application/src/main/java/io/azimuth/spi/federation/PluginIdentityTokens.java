package io.azimuth.spi.federation;

import io.azimuth.domain.secret.SecretText;

/**
 * Tokens of our own issuer that say which mount presents them (spec 6.2). Safe for many threads.
 */
public interface PluginIdentityTokens {

  /**
   * A new token. May block while the store answers.
   *
   * @throws io.azimuth.domain.error.ServiceException when none can be made: the server is sealed,
   *     the mount is gone, or its signing key may not be used for that audience
   */
  SecretText issue(IdentityTokenRequest request);
}
