package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import java.util.Objects;

/**
 * All that a server needs to start.
 *
 * @param config what the file says, checked
 * @param plugins those that the configuration asks for are among them; whoever has the plan closes
 *     them
 */
public record StartupPlan(ServerConfig config, PluginCatalog plugins) implements AutoCloseable {

  public StartupPlan {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(plugins, "plugins");
  }

  @Override
  public void close() {
    plugins.close();
  }
}
