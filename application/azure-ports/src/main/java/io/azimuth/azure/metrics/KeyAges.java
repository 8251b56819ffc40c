package io.azimuth.azure.metrics;

import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How old the keys are of the tenants that mounts are configured for, and of the instances of the
 * attestation service that they accept. Safe for use by many threads.
 */
public final class KeyAges implements MetricSource {

  private static final int MAX_SOURCES = 256;
  private static final Duration UNUSED_AFTER = Duration.ofHours(24); // as the keys themselves

  private final LruCache<Source, Used> sources = new LruCache<>(MAX_SOURCES);
  private final TokenVerifier verifier;
  private final Clock clock;

  private record Source(String cloud, String name) {}

  private record Used(List<IssuerProfile> profiles, Instant at) {}

  public KeyAges(TokenVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Remembers a tenant of a mount, whose tokens are about to be verified. */
  public void used(String cloud, TenantExpectation expectation) {
    sources.put(
        new Source(cloud, expectation.tenantId()),
        new Used(expectation.profiles(), clock.instant()));
  }

  /** Remembers an instance of the attestation service, whose tokens are about to be verified. */
  public void used(String cloud, IssuerProfile instance) {
    sources.put(
        new Source(cloud, String.join(" ", instance.issuers())),
        new Used(List.of(instance), clock.instant()));
  }

  @Override
  public List<Measurement> measure() {
    Instant now = clock.instant();
    return sources.copy().values().stream()
        .filter(it -> Duration.between(it.at(), now).compareTo(UNUSED_AFTER) < 0)
        .flatMap(it -> it.profiles().stream())
        .flatMap(profile -> ages(profile, now))
        .toList();
  }

  private Stream<Measurement> ages(IssuerProfile profile, Instant now) {
    Optional<Instant> fetched =
        profile.keys().flatMap(verifier::watch).flatMap(keys -> keys.observed().lastSuccess());
    return fetched.stream()
        .flatMap(at -> profile.issuers().stream().map(issuer -> age(issuer, at, now)));
  }

  private static Measurement age(String issuer, Instant fetched, Instant now) {
    Duration age = Duration.between(fetched, now);
    return Measurement.gauge(
        "azimuth_keys_age_seconds",
        "How long ago the keys of an issuer were fetched.",
        Map.of("issuer", issuer),
        age.isNegative() ? 0 : age.toMillis() / 1e3);
  }
}
