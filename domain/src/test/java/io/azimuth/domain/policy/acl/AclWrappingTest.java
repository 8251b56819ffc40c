package io.azimuth.domain.policy.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.Policies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of wrapping. */
class AclWrappingTest {

  @ParameterizedTest(name = "{0} wrapped for {1} s: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                                              | 0   | true",
        "                                              | 60  | true",
        "min_wrapping_ttl = 60                         | 59  | false",
        "min_wrapping_ttl = 60                         | 60  | true",
        "min_wrapping_ttl = \"1m\"                     | 0   | false",
        "max_wrapping_ttl = \"60\"                     | 60  | true",
        "max_wrapping_ttl = 60                         | 61  | false",
        "max_wrapping_ttl = 60                         | 0   | false",
        "min_wrapping_ttl = 60 max_wrapping_ttl = 60   | 60  | true",
        "min_wrapping_ttl = 60 max_wrapping_ttl = 90   | 91  | false",
        "min_wrapping_ttl = 60 max_wrapping_ttl = \"\" | 900 | true"
      })
  void limitsHoldAndMakeWrappingMandatory(String limits, long seconds, boolean allowed) {
    assertOutcome(acl(limits == null ? "" : limits), seconds, allowed);
  }

  @Test
  void mergingTakesTheSmallerLimitsThatAreSet() {
    Acl acl = acl("min_wrapping_ttl = 60", "min_wrapping_ttl = 30 max_wrapping_ttl = 90", "");
    assertOutcome(acl, 29, false);
    assertOutcome(acl, 30, true);
    assertOutcome(acl, 90, true);
    assertOutcome(acl, 91, false);
  }

  @Test
  void mergingToLimitsThatNothingKeepsDenies() {
    Acl acl = acl("min_wrapping_ttl = 60", "max_wrapping_ttl = 30");
    assertOutcome(acl, 30, false);
    assertOutcome(acl, 45, false);
    assertOutcome(acl, 60, false);
  }

  private static void assertOutcome(Acl acl, long seconds, boolean allowed) {
    AclDecision decision =
        acl.decide("x", Capability.READ, false, Duration.ofSeconds(seconds), List::of);
    assertThat(decision.outcome())
        .isEqualTo(allowed ? AclOutcome.GRANTED : AclOutcome.WRAPPING_OUTSIDE_LIMITS);
  }

  private static Acl acl(String... limits) {
    return Acl.of(
        List.of(limits).stream()
            .map(
                limit ->
                    Policies.policy(
                        "p",
                        "path \"x\" {\ncapabilities = [\"read\"]\n"
                            + limit.replace(" m", "\nm")
                            + "\n}"))
            .toList());
  }
}
