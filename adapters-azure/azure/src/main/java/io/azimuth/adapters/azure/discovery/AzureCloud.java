package io.azimuth.adapters.azure.discovery;

import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.TenantName;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.verify.KeySetLocation;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One Azure environment with the discovery documents of its tenants. */
final class AzureCloud implements Cloud {

  /** The most tenants that are remembered. */
  static final int MAX_TENANTS = 256;

  private final CloudAccess access;
  private final CloudServices services;
  private final Optional<LocalTenants> local;
  private final LruCache<TenantName, TenantDiscovery> tenants = new LruCache<>(MAX_TENANTS);

  /**
   * A cloud.
   *
   * @param keys the file of its keys, as an address, when it has one
   */
  AzureCloud(
      CloudConfig config,
      Optional<URI> keys,
      DocumentFetcher fetcher,
      Executor executor,
      CloudServices services,
      Clock clock) {
    this.services = services;
    DiscoveryRules rules = new DiscoveryRules(config);
    this.local = keys.map(it -> new LocalTenants(rules, new KeySetLocation(it, config.name())));
    this.access = new CloudAccess(config.name(), rules, fetcher, executor, clock);
  }

  @Override
  public String name() {
    return access.cloud();
  }

  @Override
  public Awaited<TenantExpectation> expect(String tenant, Deadline deadline) {
    return local.isPresent()
        ? Awaited.of(local.get().expect(tenant))
        : discovery(tenant).expect(deadline);
  }

  @Override
  public Optional<TenantWatch> watch(String tenant) {
    return Optional.of(local.isPresent() ? local.get().watch(tenant) : discovery(tenant));
  }

  private TenantDiscovery discovery(String tenant) {
    return tenants.get(new TenantName(tenant), name -> new TenantDiscovery(name, access));
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return services.of(type);
  }

  /** Starts the refreshes that are due, and forgets unused tenants. */
  void refreshDue() {
    tenants
        .copy()
        .forEach(
            (name, discovery) -> {
              if (discovery.isUnused()) {
                tenants.remove(name, discovery);
              } else {
                discovery.refreshIfDue();
              }
            });
  }
}
