package io.azimuth.azure.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedResourceBudgetTest {

  private static final PrincipalId ONE = new PrincipalId("55555555-5555-5555-5555-555555555555");
  private static final PrincipalId OTHER = new PrincipalId("66666666-6666-6666-6666-666666666666");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final NamedResourceBudget budget = new NamedResourceBudget(clock);

  @Test
  void aPrincipalMayNameFiveResourcesInAMinute() {
    nameFive();
    clock.advance(Duration.ofSeconds(20));

    assertThat(name(ONE, "web-6")).contains(Duration.ofSeconds(40));

    clock.advance(Duration.ofMillis(39_999));
    assertThat(name(ONE, "web-6")).contains(Duration.ofMillis(1));
    clock.advance(Duration.ofMillis(1));
    assertThat(name(ONE, "web-6")).isEmpty();
  }

  @Test
  void theSameNameCountsOnce() {
    nameFive();

    assertThat(name(ONE, "WEB-1")).isEmpty();
    assertThat(name(ONE, "web-5")).isEmpty();
  }

  @Test
  void othersAreNotCountedTogether() {
    nameFive();

    assertThat(name(OTHER, "web-6")).isEmpty();
    assertThat(budget.name("another mount", ONE, id("web-6"))).isEmpty();
  }

  @Test
  void aClockThatWasSetBackEndsTheCount() {
    nameFive();
    clock.advance(Duration.ofDays(-1));

    assertThat(name(ONE, "web-6")).isEmpty();
  }

  @Test
  void aMountMakesTwentyCallsInASecond() {
    for (int i = 0; i < NamedResourceBudget.CALLS; i++) {
      assertThat(budget.call("mount")).isTrue();
    }

    assertThat(budget.call("mount")).isFalse();
    assertThat(budget.call("another mount")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(budget.call("mount")).isTrue();
  }

  private void nameFive() {
    for (int i = 1; i <= NamedResourceBudget.NAMES; i++) {
      assertThat(name(ONE, "web-" + i)).isEmpty();
    }
  }

  private Optional<Duration> name(PrincipalId principal, String machine) {
    return budget.name("mount", principal, id(machine));
  }

  private static ResourceId id(String machine) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers/"
                + "Microsoft.Compute/virtualMachines/"
                + machine)
        .orElseThrow();
  }
}
