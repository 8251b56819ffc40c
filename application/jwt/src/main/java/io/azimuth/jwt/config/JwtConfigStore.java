package io.azimuth.jwt.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.StoredConfig;
import java.util.Optional;

/** The stored configurations of jwt mounts. */
public final class JwtConfigStore extends StoredConfig<JwtSettings> {

  public JwtConfigStore() {}

  @Override
  protected Optional<JwtSettings> settings(Optional<Value.Obj> stored) {
    return stored.map(JwtConfigFields::read).map(JwtConfigRules::settings);
  }
}
