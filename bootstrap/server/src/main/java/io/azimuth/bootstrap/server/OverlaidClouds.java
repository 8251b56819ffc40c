package io.azimuth.bootstrap.server;

import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.util.Map;
import java.util.Optional;

/** Clouds of which some have another directory than their own. */
final class OverlaidClouds implements Clouds {

  private final Clouds clouds;
  private final Map<String, ResourceDirectory> directories;

  /**
   * Puts directories before those of the clouds.
   *
   * @param directories by the name of the cloud, in lower case
   */
  OverlaidClouds(Clouds clouds, Map<String, ResourceDirectory> directories) {
    this.clouds = clouds;
    this.directories = Map.copyOf(directories);
  }

  @Override
  public Optional<Cloud> named(String name) {
    Optional<ResourceDirectory> directory =
        Optional.ofNullable(directories.get(AsciiCase.fold(name)));
    return clouds
        .named(name)
        .map(cloud -> directory.<Cloud>map(own -> new OverlaidCloud(cloud, own)).orElse(cloud));
  }

  private record OverlaidCloud(Cloud cloud, ResourceDirectory directory) implements Cloud {

    @Override
    public String name() {
      return cloud.name();
    }

    @Override
    public Awaited<TenantExpectation> expect(String tenant, Deadline deadline) {
      return cloud.expect(tenant, deadline);
    }

    @Override
    public Optional<TenantWatch> watch(String tenant) {
      return cloud.watch(tenant);
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
      return type == ResourceDirectory.class
          ? Optional.of(type.cast(directory))
          : cloud.service(type);
    }
  }
}
