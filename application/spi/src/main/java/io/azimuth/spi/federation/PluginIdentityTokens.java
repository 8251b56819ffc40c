package io.azimuth.spi.federation;

import io.azimuth.domain.secret.SecretText;

/**
 * Issues tokens of this server's own issuer that name the mount that presents them. Safe for use by
 * many threads.
 */
public interface PluginIdentityTokens {

  /**
   * A new token. May block while the store answers.
   *
   * @throws io.azimuth.domain.error.ServiceException when no token can be issued: the server is
   *     sealed, the mount was removed, or its signing key may not be used for that audience
   */
  SecretText issue(IdentityTokenRequest request);
}
