package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.PluginSettings;
import java.util.Optional;

/** The services of a cloud from a plugin, whose code runs under a guard if it is in a jar. */
public final class GuardedCloud implements AutoCloseable {

  private final LoadedPlugin<?> plugin;
  private final PluginSettings settings;
  private final CloudPlugin cloud;
  private final Optional<PluginGuard> guard;

  GuardedCloud(
      LoadedPlugin<?> plugin,
      PluginSettings settings,
      CloudPlugin cloud,
      Optional<PluginGuard> guard) {
    this.plugin = plugin;
    this.settings = settings;
    this.cloud = cloud;
    this.guard = guard;
  }

  /**
   * The service of that type, for use after the start; empty when the plugin has none.
   *
   * @throws io.azimuth.bootstrap.plugin.PluginException if the plugin fails
   */
  public <S> Optional<GuardedService<S>> service(Class<S> type) {
    Optional<S> found =
        PluginLifecycle.orRefuse(
            plugin,
            settings,
            "cannot be created",
            () ->
                guard.isPresent()
                    ? guard.get().upkeep().call("service", () -> cloud.service(type))
                    : cloud.service(type));
    return found.map(service -> new GuardedService<>(service, guard));
  }

  void start() {
    guard.ifPresentOrElse(it -> it.upkeep().run("start", cloud::start), cloud::start);
  }

  @Override
  public void close() {
    guard.ifPresentOrElse(it -> it.upkeep().stop(cloud::close), cloud::close);
  }
}
