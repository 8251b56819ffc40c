package io.azimuth.azure.config;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.web.WebAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The instances of Azure's attestation service that a mount accepts. An instance is known by its
 * address, which its tokens have as {@code iss}, and publishes its keys below it.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/attestation/signing-certificates/get">Signing
 *     certificates</a>
 */
public final class AttestationIssuers {

  private static final int MAX_ISSUERS = 16;
  private static final int MAX_LENGTH = 256;
  private static final String KEYS = "/certs";

  private AttestationIssuers() {}

  /** What is wrong with the list; empty when nothing is. */
  static Optional<String> problem(List<String> issuers) {
    if (issuers.size() > MAX_ISSUERS) {
      return Optional.of("at most " + MAX_ISSUERS + " instances");
    }
    return issuers.stream().flatMap(issuer -> problem(issuer).stream()).findFirst();
  }

  private static Optional<String> problem(String issuer) {
    if (issuer.length() > MAX_LENGTH) {
      return Optional.of("an address has at most " + MAX_LENGTH + " characters");
    }
    Checked<WebAddress> address = WebAddress.parse(issuer);
    if (!address.isGood()) {
      return Optional.of(Quoted.of(issuer) + " " + address.problems().get(0));
    }
    URI uri = address.orElseThrow().uri();
    return uri.getRawQuery() != null || issuer.endsWith("/")
        ? Optional.of(
            Quoted.of(issuer)
                + " must be written as in iss of the instance's tokens: without a query and without"
                + " a slash at its end")
        : Optional.empty();
  }

  /**
   * What attestations of the instances are like that a mount accepts. Their keys are fetched with
   * the trust store and the proxy of the mount's cloud.
   */
  public static List<IssuerProfile> of(AzureSettings settings, Clouds clouds) {
    return clouds
        .named(settings.environment())
        .map(Cloud::name)
        .map(cloud -> profiles(settings, cloud))
        .orElseGet(List::of);
  }

  private static List<IssuerProfile> profiles(AzureSettings settings, String cloud) {
    return settings.tokens().attestationIssuers().stream()
        .distinct()
        .map(issuer -> profile(issuer, cloud))
        .toList();
  }

  private static IssuerProfile profile(String issuer, String cloud) {
    return new IssuerProfile(
        Set.of(issuer), new KeySetLocation(URI.create(issuer + KEYS), cloud), Map.of(), Set.of());
  }
}
