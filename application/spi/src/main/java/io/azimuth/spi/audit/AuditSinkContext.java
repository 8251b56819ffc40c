package io.azimuth.spi.audit;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.util.Objects;

/**
 * What a sink gets from the server. The server alone makes it, and it may get further components.
 *
 * @param plugin the services that every plugin receives
 * @param settings what {@link AuditSinkFactory#validate} accepted; without values when the
 *     configuration file has no block for the plugin
 */
public record AuditSinkContext(PluginContext plugin, PluginSettings settings) {

  public AuditSinkContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(settings, "settings");
  }
}
