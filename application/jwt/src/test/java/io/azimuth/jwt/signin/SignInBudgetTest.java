package io.azimuth.jwt.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.api.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInBudgetTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final SignInBudget budget = new SignInBudget();

  private Optional<ErrorCategory> take(String mount, int client, Instant now) {
    return budget.take(mount, new ClientNetwork(client, false), now).map(Refusal::category);
  }

  private void fill(int client) {
    for (int begun = 0; begun < SignInBudget.OF_CLIENT; begun++) {
      assertThat(take("m1", client, NOW)).isEmpty();
    }
  }

  @Test
  void aClientTakesNoMoreThanItsShare() {
    fill(1);

    assertThat(take("m1", 1, NOW)).contains(ErrorCategory.RATE_LIMITED);
    assertThat(take("m1", 2, NOW)).isEmpty();
    assertThat(take("m2", 1, NOW)).isEmpty();
  }

  private void fillHalf() {
    for (int client = 1; client <= SignInBudget.OF_MOUNT / 2 / SignInBudget.OF_CLIENT; client++) {
      fill(client);
    }
  }

  @Test
  void theShareIsSmallOnceHalfOfTheRoomIsTaken() {
    fillHalf();

    for (int begun = 0; begun < SignInBudget.OF_CLIENT_WHEN_FULL; begun++) {
      assertThat(take("m1", 999, NOW)).isEmpty();
    }
    assertThat(take("m1", 999, NOW)).contains(ErrorCategory.RATE_LIMITED);
    assertThat(take("m1", 1000, NOW)).isEmpty();
  }

  @Test
  void aMountHasRoomForSoMany() {
    fillHalf();
    for (int begun = 0; begun < SignInBudget.OF_MOUNT / 2; begun++) {
      assertThat(take("m1", 100 + begun, NOW)).isEmpty();
    }

    assertThat(take("m1", 99, NOW)).contains(ErrorCategory.OVERLOADED);
    assertThat(take("m2", 99, NOW)).isEmpty();
  }

  @Test
  void anIpv6SiteHasTheShareOfTwoClients() {
    long site = 0x20010db80001L << 16;
    for (int begun = 0; begun < 2 * SignInBudget.OF_CLIENT; begun++) {
      assertThat(takeV6(site + begun)).isEmpty();
    }

    assertThat(takeV6(site + 0xffff)).contains(ErrorCategory.RATE_LIMITED);
    assertThat(takeV6(site + 0x10000)).isEmpty();
  }

  private Optional<ErrorCategory> takeV6(long network) {
    return budget.take("m1", new ClientNetwork(network, true), NOW).map(Refusal::category);
  }

  @Test
  void roomIsFreeAgainWhenTheLoginsAreOver() {
    fill(1);
    Instant over = NOW.plus(PendingSignIns.LIFETIME);

    assertThat(take("m1", 1, over.minusNanos(1))).contains(ErrorCategory.RATE_LIMITED);
    assertThat(take("m1", 1, over)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyOut() {
    fill(1);

    assertThat(take("m1", 1, NOW.minusSeconds(1))).isEmpty();
  }
}
