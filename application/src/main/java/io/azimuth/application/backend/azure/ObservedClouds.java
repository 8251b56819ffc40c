package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.azure.GroupDirectory;
import io.azimuth.application.port.azure.ResourceDirectory;
import io.azimuth.application.port.cloud.Cloud;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.cloud.TenantExpectation;
import io.azimuth.application.port.cloud.TenantWatch;
import io.azimuth.application.remote.Patience;
import java.util.Optional;

/** The clouds, whose answers are remembered. */
final class ObservedClouds implements Clouds {

  private final Clouds clouds;
  private final ServiceMemory memory;

  ObservedClouds(Clouds clouds, ServiceMemory memory) {
    this.clouds = clouds;
    this.memory = memory;
  }

  @Override
  public Optional<Cloud> named(String name) {
    return clouds.named(name).map(Observed::new);
  }

  private final class Observed implements Cloud {

    private final Cloud cloud;

    Observed(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public String name() {
      return cloud.name();
    }

    @Override
    public TenantExpectation expect(String tenant, Patience patience) {
      return cloud.expect(tenant, patience);
    }

    @Override
    public Optional<TenantWatch> watch(String tenant) {
      return cloud.watch(tenant);
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
      return cloud.service(type).map(service -> type.cast(observed(service)));
    }

    private Object observed(Object service) {
      if (service instanceof ResourceDirectory directory) {
        return new ObservedDirectory(directory, memory);
      }
      if (service instanceof CredentialRotator rotator) {
        return new ObservedRotator(rotator, memory);
      }
      return service instanceof GroupDirectory groups
          ? new ObservedGroups(groups, memory)
          : service;
    }
  }
}
