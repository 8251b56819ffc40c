package io.azimuth.bootstrap.plugin.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A service of a cloud from a plugin.
 *
 * @param <S> its interface
 */
public final class GuardedService<S> {

  private final S service;
  private final Optional<PluginGuard> guard;

  GuardedService(S service, Optional<PluginGuard> guard) {
    this.service = service;
    this.guard = guard;
  }

  /**
   * Calls the service, at most for the limit. A fault of the plugin is logged.
   *
   * @param place the method, for the log
   * @param cloud the name of the cloud for which it is called
   * @throws io.azimuth.spi.api.RefusedException if the plugin does not answer in time, has too many
   *     calls at work, or was late too often for this cloud
   * @throws PluginFailedException if the plugin throws what its contract does not allow
   */
  public <R> R call(String place, String cloud, Duration limit, Function<S, R> code) {
    return guard.isPresent()
        ? guard.get().serve(place, cloud, limit, () -> code.apply(service))
        : code.apply(service);
  }
}
