package io.azimuth.adapters.azure;

import io.azimuth.application.port.federation.FederatedSubject;
import io.azimuth.application.port.federation.IdentityTokenRequest;
import io.azimuth.application.port.federation.PluginIdentityTokens;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** An issuer that knows nobody and makes no tokens. */
public class NoIdentityTokens implements PluginIdentityTokens {

  @Override
  public SecretText issue(IdentityTokenRequest request) {
    throw new ServiceException(ErrorCode.UNEXPECTED, "there is no issuer here");
  }

  @Override
  public Optional<FederatedSubject> subject(UnitOfWork work, String mountUuid) {
    return Optional.empty();
  }
}
