package io.azimuth.azure.status;

import io.azimuth.azure.config.AttestationIssuers;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenVerifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of the discovery documents and key sets that verify tokens of a tenant, and of the key
 * sets that verify attestations.
 */
public final class KeySetHealth {

  private final Clouds clouds;
  private final TokenVerifier verifier;

  public KeySetHealth(Clouds clouds, TokenVerifier verifier) {
    this.clouds = clouds;
    this.verifier = verifier;
  }

  /** Of the tenant to which the settings sign in. */
  FetchHistory discovery(AzureSettings settings) {
    return all(documents(settings));
  }

  FetchHistory keys(AzureSettings settings) {
    return all(keySets(settings));
  }

  List<MonitoredFetch> documents(AzureSettings settings) {
    return watch(settings).stream().flatMap(it -> it.documents().stream()).toList();
  }

  /** The key sets that the discovery documents named last. */
  List<MonitoredFetch> keySets(AzureSettings settings) {
    return locations(settings).flatMap(location -> verifier.watch(location).stream()).toList();
  }

  /** Where these key sets are, such as an address of Entra ID or a file of this machine. */
  List<String> keyAddresses(AzureSettings settings) {
    return locations(settings).map(location -> location.uri().toString()).toList();
  }

  /** The keys of each instance of the attestation service that the mount accepts, by address. */
  Map<String, FetchHistory> attestationKeys(AzureSettings settings) {
    Map<String, FetchHistory> keys = new LinkedHashMap<>();
    for (IssuerProfile instance : AttestationIssuers.of(settings, clouds)) {
      FetchHistory history =
          instance
              .keys()
              .flatMap(verifier::watch)
              .map(MonitoredFetch::observed)
              .orElse(FetchHistory.NONE);
      instance.issuers().forEach(issuer -> keys.put(issuer, history));
    }
    return keys;
  }

  /** The key sets of these instances. */
  List<MonitoredFetch> attestationKeySets(AzureSettings settings) {
    return AttestationIssuers.of(settings, clouds).stream()
        .flatMap(instance -> instance.keys().flatMap(verifier::watch).stream())
        .toList();
  }

  private Stream<KeySetLocation> locations(AzureSettings settings) {
    return watch(settings).flatMap(TenantWatch::known).stream()
        .flatMap(known -> known.keySets().stream());
  }

  private Optional<TenantWatch> watch(AzureSettings settings) {
    Optional<Cloud> cloud = clouds.named(settings.environment());
    try {
      return cloud.flatMap(it -> it.watch(settings.tenantId()));
    } catch (ServiceException e) {
      return Optional.empty(); // neither an id nor a domain: it was never fetched
    }
  }

  private static FetchHistory all(List<MonitoredFetch> watched) {
    return watched.stream()
        .map(MonitoredFetch::observed)
        .reduce(FetchHistory.NONE, FetchHistory::and);
  }
}
