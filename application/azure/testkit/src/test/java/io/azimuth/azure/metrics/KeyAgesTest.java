package io.azimuth.azure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import io.azimuth.testkit.fake.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeyAgesTest {

  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
  private static final KeySetLocation KEYS =
      new KeySetLocation(URI.create("https://keys.example/"), "lab");

  private final MutableClock clock = new MutableClock(START);
  private final Fetched keys = new Fetched();
  private final KeyAges ages = new KeyAges(keys, clock);

  @Test
  void eachIssuerOfATenantHasTheAgeOfItsKeys() {
    ages.used("lab", tenant("one", Optional.of(KEYS)));
    assertThat(ages.measure()).as("never fetched").isEmpty();

    keys.observed = FetchHistory.NONE.succeeded(START, Duration.ofMillis(5));
    clock.advance(Duration.ofMinutes(10));

    assertThat(ages.measure())
        .extracting(Measurement::name, Measurement::labels, Measurement::value)
        .containsExactlyInAnyOrder(
            tuple("azimuth_keys_age_seconds", Map.of("issuer", "https://one/v1"), 600.0),
            tuple("azimuth_keys_age_seconds", Map.of("issuer", "https://one/v2"), 600.0));
  }

  @Test
  void aFailedFetchLetsTheAgeGrow() {
    keys.observed =
        FetchHistory.NONE
            .succeeded(START, Duration.ofMillis(5))
            .failed(START.plusSeconds(3_600), "down");
    ages.used("lab", tenant("one", Optional.of(KEYS)));
    clock.advance(Duration.ofHours(2));

    assertThat(ages.measure()).extracting(Measurement::value).containsOnly(7_200.0);
  }

  @Test
  void anIssuerWhoseKeysAreNotKnownHasNone() {
    keys.observed = FetchHistory.NONE.succeeded(START, Duration.ofMillis(5));
    ages.used("lab", tenant("one", Optional.empty()));

    assertThat(ages.measure()).isEmpty();
  }

  @Test
  void anInstanceOfTheAttestationServiceHasTheAgeOfItsKeys() {
    keys.observed = FetchHistory.NONE.succeeded(START, Duration.ofMillis(5));
    ages.used(
        "lab", new IssuerProfile(Set.of("https://attest"), Optional.of(KEYS), Map.of(), Set.of()));
    clock.advance(Duration.ofMinutes(1));

    assertThat(ages.measure())
        .extracting(Measurement::labels, Measurement::value)
        .containsExactly(tuple(Map.of("issuer", "https://attest"), 60.0));
  }

  @Test
  void aTenantThatNobodyUsesAnyMoreGoes() {
    keys.observed = FetchHistory.NONE.succeeded(START, Duration.ofMillis(5));
    ages.used("lab", tenant("one", Optional.of(KEYS)));
    clock.advance(Duration.ofHours(24));
    ages.used("lab", tenant("two", Optional.of(KEYS)));

    assertThat(ages.measure())
        .extracting(it -> it.labels().get("issuer"))
        .containsExactlyInAnyOrder("https://two/v1", "https://two/v2");
  }

  @Test
  void thereAreOnlySoManyTenants() {
    keys.observed = FetchHistory.NONE.succeeded(START, Duration.ofMillis(5));
    for (int i = 0; i < 300; i++) {
      ages.used("lab", tenant("tenant-" + i, Optional.of(KEYS)));
    }

    assertThat(ages.measure()).hasSize(2 * 256);
  }

  private static TenantExpectation tenant(String id, Optional<KeySetLocation> keys) {
    return new TenantExpectation(
        id,
        List.of(
            new IssuerProfile(
                Set.of("https://" + id + "/v1", "https://" + id + "/v2"),
                keys,
                Map.of(),
                Set.of())));
  }

  /** Key sets whose fetches a test describes. */
  private static final class Fetched implements TokenVerifier, MonitoredFetch {

    private FetchHistory observed = FetchHistory.NONE;

    @Override
    public Awaited<Verification> verify(
        UnverifiedToken token, TokenExpectation expectation, Deadline deadline) {
      throw new AssertionError("verifies nothing");
    }

    @Override
    public Optional<MonitoredFetch> watch(KeySetLocation location) {
      return Optional.of(this);
    }

    @Override
    public FetchHistory observed() {
      return observed;
    }

    @Override
    public CompletableFuture<Boolean> fetchNow() {
      throw new AssertionError("fetches nothing");
    }
  }
}
