package io.azimuth.azure.directory;

import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.KeyAges;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.util.Optional;

/** Clouds whose answers are counted, and recorded for the status. */
public final class ObservedClouds implements Clouds {

  private final Clouds clouds;
  private final CallHistory memory;
  private final Outages outages;
  private final AzureCallMetrics calls;
  private final KeyAges keys;

  public ObservedClouds(
      Clouds clouds, CallHistory memory, Outages outages, AzureCallMetrics calls, KeyAges keys) {
    this.clouds = clouds;
    this.memory = memory;
    this.outages = outages;
    this.calls = calls;
    this.keys = keys;
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
    public Awaited<TenantExpectation> expect(String tenant, Deadline deadline) {
      return cloud
          .expect(tenant, deadline)
          .then(
              expectation -> {
                keys.used(cloud.name(), expectation);
                return expectation;
              });
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
        return new ObservedDirectory(directory, memory, outages, calls);
      }
      if (service instanceof CredentialRotator rotator) {
        return new ObservedRotator(rotator, memory, calls);
      }
      return service instanceof GroupDirectory groups
          ? new ObservedGroups(groups, memory, calls)
          : service;
    }
  }
}
