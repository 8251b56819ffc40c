package com.example.machines;

import io.azimuth.spi.CloudPlugin;
import io.azimuth.spi.CloudPluginFactory;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.util.Set;

/** Makes the services for {@code cloud "NAME" { services = "static-machines" }}. */
public final class StaticMachinesFactory implements CloudPluginFactory {

  private static final String FILE = "file";

  /** For {@link java.util.ServiceLoader}. */
  public StaticMachinesFactory() {}

  @Override
  public String type() {
    return "static-machines";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of(FILE));
    file(settings);
  }

  @Override
  public CloudPlugin create(PluginSettings settings, PluginContext context) {
    return new StaticMachines(file(settings), context.logger());
  }

  private static Path file(PluginSettings settings) {
    return settings.path(FILE).orElseThrow(() -> new InvalidSettingsException(FILE, "is missing"));
  }
}
