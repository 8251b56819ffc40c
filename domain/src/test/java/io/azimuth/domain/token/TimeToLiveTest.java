package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeToLiveTest {

  private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MOUNT = Duration.ofDays(32);

  /** Mount default and maximum are 768 h. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "login without settings,            0,    0,     0,    0,   0,    0,     2764800, ''",
    "login with ttl,                    3600, 0,     0,    0,   0,    0,     3600,    ''",
    "renewal half way,                  3600, 7200,  0,    0,   1800, 0,     3600,    ''",
    "renewal near the maximum,          3600, 7200,  0,    0,   5400, 0,     1800,    1h of 30m",
    "renewal with a small increment,    3600, 7200,  0,    0,   5400, 60,    60,      ''",
    "login beyond the explicit maximum, 3600, 0,     1800, 0,   0,    0,     1800,    1h of 30m",
    "periodic login,                    600,  0,     0,    300, 0,    0,     300,     ''",
    "periodic renewal,                  600,  0,     0,    300, 9999, 0,     300,     ''",
    "periodic renewal with increment,   600,  0,     0,    300, 9999, 86400, 300,     ''",
    "periodic near explicit maximum,    0,    0,     3600, 300, 3500, 0,     100,     5m of 1m40s",
    "period above the role's maximum,   0,    100,   0,    300, 0,    0,     100,     period",
    "maximum raised after issue,        3600, 14400, 0,    0,   7100, 14400, 7300,    4h of 2h1m40s",
    "raised maximum without increment,  3600, 14400, 0,    0,   7100, 0,     3600,    ''",
    "explicit maximum of the token,     3600, 14400, 7200, 0,   7100, 0,     100,     1h of 1m40s",
  })
  void followsTheTruthTable(
      String event,
      long ttl,
      long maxTtl,
      long explicitMax,
      long period,
      long at,
      long increment,
      long lease,
      String capped) {
    TimeToLive result =
        compute(lifetimes(ttl, maxTtl, explicitMax, period), at, increment).orElseThrow();

    assertThat(result.ttl()).as(event).isEqualTo(Duration.ofSeconds(lease));
    assertThat(result.warnings()).as(event).hasSize(capped.isEmpty() ? 0 : 1);
    if (capped.contains(" of ")) {
      String[] parts = capped.split(" of ", -1);
      assertThat(result.warnings())
          .containsExactly(
              "TTL of \"%s\" exceeded the effective max_ttl of \"%s\"; TTL value is capped accordingly"
                  .formatted(parts[0], parts[1]));
    }
  }

  @Test
  void warnsOfALoginAboveTheMountsMaximum() {
    assertThat(compute(lifetimes(900 * 3600, 0, 0, 0), 0, 0).orElseThrow().warnings())
        .containsExactly(
            "TTL of \"900h\" exceeded the effective max_ttl of \"768h\"; TTL value is capped accordingly");
  }

  @Test
  void warnsOfAPeriodAboveTheMaximum() {
    assertThat(compute(lifetimes(0, 100, 0, 300), 0, 0).orElseThrow().warnings())
        .containsExactly(
            "period of \"5m\" exceeded the effective max_ttl of \"1m40s\"; period value is capped"
                + " accordingly");
  }

  @Test
  void endsExactlyAtTheMaximum() {
    assertThat(compute(lifetimes(60, 7200, 0, 0), 7199, 0).orElseThrow().ttl()).hasSeconds(1);
    assertThat(compute(lifetimes(60, 7200, 0, 0), 7200, 0).problems())
        .containsExactly("past the max TTL, cannot renew");
    assertThat(compute(lifetimes(60, 7200, 0, 0), 7201, 0).problems())
        .containsExactly("past the max TTL, cannot renew");
  }

  @Test
  void neverGivesZeroForAFractionOfASecond() {
    TimeToLiveRequest request =
        new TimeToLiveRequest(
            lifetimes(60, 7200, 0, 0),
            MOUNT,
            MOUNT,
            ISSUED,
            ISSUED.plusSeconds(7200).minusMillis(1),
            Duration.ZERO);

    assertThat(TimeToLive.compute(request).problems())
        .containsExactly("past the max TTL, cannot renew");
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeToLive(Duration.ZERO, List.of()));
  }

  @Test
  void takesANegativeIncrementForNone() {
    assertThat(compute(lifetimes(60, 0, 0, 0), 10, -5).orElseThrow().ttl()).hasSeconds(60);
  }

  @Test
  void refusesAMountWithoutLifetimes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TimeToLiveRequest.atIssue(LifetimeSettings.NONE, Duration.ZERO, MOUNT, ISSUED));
  }

  private static Checked<TimeToLive> compute(LifetimeSettings lifetimes, long at, long increment) {
    return TimeToLive.compute(
        new TimeToLiveRequest(
            lifetimes,
            MOUNT,
            MOUNT,
            ISSUED,
            ISSUED.plusSeconds(at),
            Duration.ofSeconds(increment)));
  }

  private static LifetimeSettings lifetimes(long ttl, long maxTtl, long explicitMax, long period) {
    return new LifetimeSettings(
        Duration.ofSeconds(ttl),
        Duration.ofSeconds(maxTtl),
        Duration.ofSeconds(explicitMax),
        Duration.ofSeconds(period));
  }
}
