package io.azimuth.adapters.azure;

import io.azimuth.application.port.federation.IdentityTokenRequest;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;

/** An issuer that makes none. */
public final class NoIdentityTokens implements PluginIdentityTokens {

  @Override
  public SecretText issue(IdentityTokenRequest request) {
    throw new ServiceException(ErrorCode.UNEXPECTED, "there is no issuer here");
  }
}
