package io.azimuth.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.domain.token.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static Lease lease(String id, long prefixes) {
    return new Lease(
        id,
        "u",
        new RevocationStamp("lab_1", 0, prefixes),
        new LeaseHolder(new TokenHash("a".repeat(64)), Optional.empty()),
        LeaseTerm.of(NOW, Duration.ofHours(1), Duration.ZERO, true),
        LeaseState.PENDING,
        FailedAttempts.NONE,
        Map.of());
  }

  @Test
  void anIdIsAPathAndAName() {
    Lease lease = lease("lab/creds/web/x1", 0);

    assertThat(lease.path()).isEqualTo("lab/creds/web");
    assertThat(lease.name()).isEqualTo("x1");
    for (String wrong : List.of("", "x", "/x", "lab/")) {
      assertThatThrownBy(() -> lease(wrong, 0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theMomentOfTheEndCountsAsOver() {
    LeaseTerm term = LeaseTerm.of(NOW, Duration.ofSeconds(10), Duration.ZERO, true);

    assertThat(term.isOver(NOW.plusSeconds(10).minusNanos(1))).isFalse();
    assertThat(term.isOver(NOW.plusSeconds(10))).isTrue();
    assertThat(term.remaining(NOW.plusMillis(500))).isEqualTo(Duration.ofSeconds(9));
    assertThat(term.remaining(NOW.plusSeconds(11))).isZero();
  }

  @Test
  void aRenewalCountsFromItsMoment() {
    LeaseTerm term =
        LeaseTerm.of(NOW, Duration.ofSeconds(10), Duration.ofHours(1), true)
            .renewed(NOW.plusSeconds(5), Duration.ofSeconds(20));

    assertThat(term.expiresAt()).isEqualTo(NOW.plusSeconds(25));
    assertThat(term.issuedAt()).isEqualTo(NOW);
    assertThat(term.lastRenewal()).contains(NOW.plusSeconds(5));
  }

  @Test
  void aPendingLeaseIsLeftAloneForFiveMinutes() {
    Lease pending = lease("lab/x", 0);

    assertThat(pending.isBeingMade(NOW.plusSeconds(300).minusNanos(1))).isTrue();
    assertThat(pending.isBeingMade(NOW.plusSeconds(300))).isFalse();
    assertThat(pending.in(LeaseState.REVOKED).isBeingMade(NOW)).isFalse();
  }

  @Test
  void pausesDoubleUpToAnHour() {
    FailedAttempts failed = FailedAttempts.NONE;
    assertThat(failed.isDue(NOW)).isTrue();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      failed = failed.another(NOW, "away");
      pauses.add(Duration.between(NOW, failed.next()).toSeconds());
    }

    assertThat(pauses)
        .containsExactly(
            10L, 20L, 40L, 80L, 160L, 320L, 640L, 1_280L, 2_560L, 3_600L, 3_600L, 3_600L);
    assertThat(failed.count()).isEqualTo(12);
    assertThat(failed.isDue(failed.next())).isTrue();
    assertThat(failed.isDue(failed.next().minusNanos(1))).isFalse();
    assertThat(failed.another(NOW, "x".repeat(500)).reason()).hasSize(240);
  }

  @Test
  void aMarkEndsTheLeasesThatWereIssuedBeforeIt() {
    RevokedPrefixes marks =
        new RevokedPrefixes(
            List.of(new RevokedPrefix("lab/creds/", 5), new RevokedPrefix("lab/force/", 6, true)));
    Lease older = lease("lab/creds/web/x", 4);
    Lease younger = lease("lab/creds/web/x", 5);
    Lease forced = lease("lab/force/x", 4);

    assertThat(marks.ended(older.path(), older.mount())).isTrue();
    assertThat(marks.ended(younger.path(), younger.mount())).isFalse();
    assertThat(marks.forced(older.path(), older.mount())).isFalse();
    assertThat(marks.forced(forced.path(), forced.mount())).isTrue();
  }
}
