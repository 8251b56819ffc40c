package io.azimuth.adapters.azure.discovery;

import io.azimuth.adapters.azure.cloud.TenantName;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.KeySetLocation;
import java.util.List;
import java.util.Optional;

/** The tenants of a cloud whose keys are in a file: no document is fetched for them. */
final class LocalTenants {

  private final DiscoveryRules rules;
  private final KeySetLocation keys;

  LocalTenants(DiscoveryRules rules, KeySetLocation keys) {
    this.rules = rules;
    this.keys = keys;
  }

  /**
   * What tokens of the tenant must be like.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNUSABLE} when
   *     the tenant is not named by its id
   */
  TenantExpectation expect(String tenant) {
    TenantName name = new TenantName(tenant);
    if (!name.isById()) {
      throw DiscoveryDocument.unusable(
          "the keys of this cloud are in a file, which does not say which tenant has the domain "
              + name.text()
              + "; tenant_id must be the id of the tenant");
    }
    return new TenantExpectation(
        name.text(),
        rules.versions().stream()
            .map(version -> rules.withKeys(name.text(), version, keys))
            .toList());
  }

  TenantWatch watch(String tenant) {
    return new Watch(expect(tenant));
  }

  private record Watch(TenantExpectation expectation) implements TenantWatch {

    @Override
    public List<MonitoredFetch> documents() {
      return List.of();
    }

    @Override
    public Optional<TenantExpectation> known() {
      return Optional.of(expectation);
    }
  }
}
