package io.azimuth.spi;

import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.verify.TokenVerifier;
import io.azimuth.domain.mount.SystemLifetimes;
import java.util.Objects;

/**
 * What the server lends to an auth method. It grows by further components only.
 *
 * @param plugin what every plugin gets
 * @param clouds the clouds whose tokens can be trusted
 * @param verifier proves tokens that others signed
 * @param lifetimes how long tokens live where a mount does not say
 */
public record AuthMethodContext(
    PluginContext plugin, Clouds clouds, TokenVerifier verifier, SystemLifetimes lifetimes) {

  public AuthMethodContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(clouds, "clouds");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(lifetimes, "lifetimes");
  }
}
