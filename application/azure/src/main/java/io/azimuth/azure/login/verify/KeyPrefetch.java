package io.azimuth.azure.login.verify;

import io.azimuth.azure.config.AttestationIssuers;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenVerifier;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of a mount's tenants, and of the instances of the attestation service that it
 * accepts, before the first login needs them.
 */
public final class KeyPrefetch {

  private static final Logger LOG = LoggerFactory.getLogger(KeyPrefetch.class);

  private final Clouds clouds;
  private final TokenVerifier verifier;

  public KeyPrefetch(Clouds clouds, TokenVerifier verifier) {
    this.clouds = clouds;
    this.verifier = verifier;
  }

  /**
   * Begins with the discovery documents. The result is pending, no longer than the deadline allows,
   * until the keys that they name were fetched; its value is whether there was enough time. Keys
   * that were fetched before are not fetched again. What fails for an additional tenant is logged;
   * for an instance of the attestation service, config/status has it.
   *
   * @throws io.azimuth.domain.error.ServiceException when no document of the mount's own tenant can
   *     be fetched or used
   */
  public Awaited<Boolean> begin(AzureSettings settings, Deadline deadline) {
    return clouds
        .named(settings.environment())
        .map(cloud -> begin(cloud, settings, deadline))
        .orElseGet(() -> Awaited.of(false));
  }

  // All begin before the first one is waited for.
  private Awaited<Boolean> begin(Cloud cloud, AzureSettings settings, Deadline deadline) {
    List<Awaited<Boolean>> additional =
        settings.additionalTenants().stream()
            .map(tenant -> beginAdditional(cloud, tenant, deadline))
            .toList();
    Awaited<Boolean> attestations =
        Awaited.ended(
            fetched(
                AttestationIssuers.of(settings, clouds).stream()
                    .flatMap(instance -> instance.keys().stream())),
            deadline);
    Awaited<Boolean> all =
        begin(cloud, settings.tenantId(), deadline)
            .thenAwait(before -> attestations.then(ended -> before && ended));
    for (Awaited<Boolean> one : additional) {
      all = all.thenAwait(before -> one.then(ended -> before && ended));
    }
    return all;
  }

  private Awaited<Boolean> begin(Cloud cloud, String tenant, Deadline deadline) {
    return cloud
        .expect(tenant, deadline)
        .thenAwait(expected -> Awaited.ended(keys(expected), deadline));
  }

  private Awaited<Boolean> beginAdditional(Cloud cloud, String tenant, Deadline deadline) {
    return Awaited.recovering(
        () -> begin(cloud, tenant, deadline),
        ServiceException.class,
        fault -> {
          LOG.warn("no keys of the additional tenant {}: {}", tenant, fault.getMessage());
          return false;
        });
  }

  private CompletableFuture<Void> keys(TenantExpectation tenant) {
    return fetched(tenant.keySets().stream());
  }

  private CompletableFuture<Void> fetched(Stream<KeySetLocation> places) {
    return CompletableFuture.allOf(
        places
            .flatMap(location -> verifier.watch(location).stream())
            .filter(keys -> keys.observed().isWell().isEmpty())
            .map(MonitoredFetch::fetchNow)
            .toArray(CompletableFuture[]::new));
  }
}
