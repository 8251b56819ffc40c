package io.azimuth.adapters.azure;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.IdentityTokenRequest;
import io.azimuth.spi.federation.PluginIdentityTokens;

/** An issuer that cannot issue tokens. */
public final class NoIdentityTokens implements PluginIdentityTokens {

  @Override
  public SecretText issue(IdentityTokenRequest request) {
    throw new ServiceException(ErrorCode.UNEXPECTED, "there is no issuer here");
  }
}
