package io.azimuth.bootstrap.server;

import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.ResourceSourceDirectory;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.plugin.guard.GuardedCloud;
import io.azimuth.bootstrap.plugin.guard.PluginLifecycle;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.CloudPluginFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.cloud.Clouds;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Puts the services of plugins before those of the clouds that name them. */
final class CloudServiceOverlay {

  private final StartupPlan plan;
  private final PluginLifecycle lifecycle;
  private final Clock clock;

  CloudServiceOverlay(StartupPlan plan, PluginLifecycle lifecycle, Clock clock) {
    this.plan = plan;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  /**
   * The clouds with the services of the configuration. Creates the plugins, each once.
   *
   * @throws PluginException if one cannot be created, or has no service that is known here
   */
  Clouds over(Clouds clouds) {
    Map<String, ResourceDirectory> byType = new HashMap<>();
    Map<String, ResourceDirectory> byCloud = new HashMap<>();
    for (LocalSources local : plan.config().azure().local()) {
      local
          .services()
          .ifPresent(
              type ->
                  byCloud.put(
                      AsciiCase.fold(local.cloud()),
                      byType.computeIfAbsent(type, this::directory)));
    }
    return byCloud.isEmpty() ? clouds : new OverlaidClouds(clouds, byCloud);
  }

  private ResourceDirectory directory(String type) {
    LoadedPlugin<CloudPluginFactory> plugin =
        plan.plugins()
            .cloud(type)
            .orElseThrow(() -> new PluginException("there is no plugin for clouds " + type));
    PluginSettings settings = plan.config().plugins().settings(type);
    GuardedCloud cloud =
        lifecycle.cloud(
            plugin, settings, () -> plugin.factory().create(settings, plugin.context(clock)));
    return cloud
        .service(ResourceSource.class)
        .map(GuardedResourceSource::new)
        .map(ResourceSourceDirectory::new)
        .orElseThrow(() -> new PluginException(plugin + " has no service that this server knows"));
  }
}
