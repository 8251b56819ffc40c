package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.InvalidSettingsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All clouds. No two have the same name, letter case ignored. */
public record CloudCatalog(List<CloudConfig> clouds) {

  public CloudCatalog {
    clouds = List.copyOf(clouds);
    Set<String> names = new HashSet<>();
    for (CloudConfig cloud : clouds) {
      if (!names.add(AsciiCase.fold(cloud.name()))) {
        throw new InvalidSettingsException("cloud", "there is another cloud of this name");
      }
    }
  }

  /** The built-in clouds and these. */
  public static CloudCatalog with(List<CloudConfig> further) {
    List<CloudConfig> all = new ArrayList<>(BuiltInClouds.ALL);
    all.addAll(further);
    return new CloudCatalog(all);
  }

  /**
   * The cloud of that name, letter case ignored.
   *
   * @throws InvalidSettingsException naming {@code environment} when there is none
   */
  public CloudConfig named(String name) {
    return clouds.stream()
        .filter(cloud -> AsciiCase.equal(cloud.name(), name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidSettingsException("environment", "there is no cloud of that name"));
  }
}
