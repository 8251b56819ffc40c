package io.azimuth.spi.cloud;

import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tokens that a tenant issues, as its discovery documents describe them.
 *
 * @param tenantId the tenant's own id, also when it was looked up by a domain
 * @param profiles the kinds of token it issues; at least one of them has keys
 */
public record TenantExpectation(String tenantId, List<IssuerProfile> profiles) {

  public TenantExpectation {
    Objects.requireNonNull(tenantId, "tenantId");
    profiles = List.copyOf(profiles);
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("a tenant issues at least one kind of token");
    }
  }

  /** Where the keys of its tokens are, each place once. */
  public List<KeySetLocation> keySets() {
    return profiles.stream().map(IssuerProfile::keys).flatMap(Optional::stream).distinct().toList();
  }
}
