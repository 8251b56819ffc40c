package io.azimuth.application.backend.azure;

import io.azimuth.application.route.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;

/** Makes the auth method {@code azure}. */
public final class AzureAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public AzureAuthMethodFactory() {}

  @Override
  public String type() {
    return AzureBackend.TYPE;
  }

  @Override
  public AuthMethod create(AuthMethodContext context) {
    AzureParts parts = new AzureParts(context);
    return new AzureBackend(
        parts.config(),
        parts.roles(),
        parts.login(),
        parts.explain(),
        parts.rotateRoot(),
        parts.renewal(),
        parts.preparation(),
        parts.status(),
        parts.upkeep(),
        parts.farewell());
  }
}
