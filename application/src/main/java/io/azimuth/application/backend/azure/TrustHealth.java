package io.azimuth.application.backend.azure;

import io.azimuth.application.port.cloud.Cloud;
import io.azimuth.application.port.cloud.Clouds;
import io.azimuth.application.port.cloud.TenantExpectation;
import io.azimuth.application.port.cloud.TenantWatch;
import io.azimuth.application.port.verify.IssuerProfile;
import io.azimuth.application.port.verify.KeySetLocation;
import io.azimuth.application.port.verify.TokenVerifier;
import io.azimuth.application.remote.Observation;
import io.azimuth.application.remote.Watched;
import io.azimuth.domain.error.ServiceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the documents are doing that tokens of the mount's tenant are judged by. */
final class TrustHealth {

  private final Clouds clouds;
  private final TokenVerifier verifier;

  TrustHealth(Clouds clouds, TokenVerifier verifier) {
    this.clouds = clouds;
    this.verifier = verifier;
  }

  Observation discovery(AzureSettings settings) {
    return all(documents(settings));
  }

  Observation keys(AzureSettings settings) {
    return all(keySets(settings));
  }

  /** Discovery documents of the tenant. */
  List<Watched> documents(AzureSettings settings) {
    return watch(settings).stream().flatMap(it -> it.documents().stream()).toList();
  }

  /** The key sets that the documents named last. */
  List<Watched> keySets(AzureSettings settings) {
    return watch(settings).flatMap(TenantWatch::known).stream()
        .flatMap(TrustHealth::locations)
        .distinct()
        .flatMap(location -> verifier.watch(location).stream())
        .toList();
  }

  private static Stream<KeySetLocation> locations(TenantExpectation known) {
    return known.profiles().stream().map(IssuerProfile::keys).flatMap(Optional::stream);
  }

  private Optional<TenantWatch> watch(AzureSettings settings) {
    Optional<Cloud> cloud = clouds.named(settings.environment());
    try {
      return cloud.flatMap(it -> it.watch(settings.tenantId()));
    } catch (ServiceException e) {
      return Optional.empty(); // neither an id nor a domain: nothing was ever asked about it
    }
  }

  private static Observation all(List<Watched> watched) {
    return watched.stream().map(Watched::observed).reduce(Observation.NONE, Observation::and);
  }
}
