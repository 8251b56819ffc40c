package io.azimuth.azure.login;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.TokenVerifier;
import java.util.concurrent.CompletableFuture;

/** Fetches the keys of a mount's tenant before the first login needs them. */
public final class KeyPrefetch {

  private final Clouds clouds;
  private final TokenVerifier verifier;

  public KeyPrefetch(Clouds clouds, TokenVerifier verifier) {
    this.clouds = clouds;
    this.verifier = verifier;
  }

  /**
   * Begins with the discovery documents. The result is pending, no longer than the deadline allows,
   * until the keys that they name were fetched; then it says whether there was enough time. Keys
   * that were fetched before are not fetched again.
   *
   * @throws io.azimuth.domain.error.ServiceException when no document can be fetched or used
   */
  public Awaited<Boolean> begin(AzureSettings settings, Deadline deadline) {
    return clouds
        .named(settings.environment())
        .map(
            cloud ->
                cloud
                    .expect(settings.tenantId(), deadline)
                    .thenAwait(tenant -> Awaited.ended(keys(tenant), deadline)))
        .orElseGet(() -> Awaited.of(false));
  }

  private CompletableFuture<Void> keys(TenantExpectation tenant) {
    return CompletableFuture.allOf(
        tenant.keySets().stream()
            .flatMap(location -> verifier.watch(location).stream())
            .filter(keys -> keys.observed().isWell().isEmpty())
            .map(MonitoredFetch::fetchNow)
            .toArray(CompletableFuture[]::new));
  }
}
