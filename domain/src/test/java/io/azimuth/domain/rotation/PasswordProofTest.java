package io.azimuth.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordProofTest {

  private static final Instant T = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void takesThreeSuccessesOverHalfAMinute() {
    PasswordProof one = PasswordProof.none(T).succeeded(T);
    PasswordProof two = one.succeeded(T.plusSeconds(15));
    PasswordProof three = two.succeeded(T.plusSeconds(30));

    assertThat(one.next()).isEqualTo(T.plusSeconds(15));
    assertThat(one.isComplete(T)).isFalse();
    assertThat(two.isComplete(T.plusSeconds(30))).isFalse();
    assertThat(three.isComplete(T.plusSeconds(30))).isTrue();
  }

  @Test
  void threeInAHurryAreNotEnough() {
    PasswordProof three =
        PasswordProof.none(T).succeeded(T).succeeded(T).succeeded(T.plusMillis(29_999));

    assertThat(three.isComplete(T.plusMillis(29_999))).isFalse();
    assertThat(three.isComplete(T.plusSeconds(30))).isTrue();
  }

  @Test
  void aRefusalBeginsTheRowAnew() {
    PasswordProof refused =
        PasswordProof.none(T).succeeded(T).succeeded(T.plusSeconds(15)).refused(T.plusSeconds(30));

    assertThat(refused.successes()).isZero();
    assertThat(refused.firstSuccess()).isEmpty();
    assertThat(refused.next()).isEqualTo(T.plusSeconds(31));
  }

  @Test
  void anAzureThatIsAwaySaysNothingAboutThePassword() {
    PasswordProof away =
        PasswordProof.none(T).succeeded(T).unanswered(T.plusSeconds(15), Duration.ofSeconds(40));

    assertThat(away.successes()).isEqualTo(1);
    assertThat(away.next()).isEqualTo(T.plusSeconds(55));
  }

  @Test
  void pausesDoubleUpToTenSeconds() {
    PasswordProof proof = PasswordProof.none(T);
    long[] pauses = new long[6];
    for (int i = 0; i < pauses.length; i++) {
      proof = proof.refused(T);
      pauses[i] = Duration.between(T, proof.next()).toSeconds();
    }

    assertThat(pauses).containsExactly(1, 2, 4, 8, 10, 10);
  }

  @Test
  void aClockThatWasSetBackBeginsTheRowAnew() {
    PasswordProof proof =
        PasswordProof.none(T)
            .succeeded(T)
            .succeeded(T.plusSeconds(15))
            .succeeded(T.minusSeconds(60));

    assertThat(proof.isComplete(T.minusSeconds(60))).isFalse();
    assertThat(proof.isComplete(T.minusSeconds(30))).isTrue();
  }

  @Test
  void isDueAtItsMomentAndNotBefore() {
    PasswordProof proof = PasswordProof.none(T).refused(T);

    assertThat(proof.isDue(T.plusMillis(999))).isFalse();
    assertThat(proof.isDue(T.plusSeconds(1))).isTrue();
  }

  @Test
  void isHopelessAfterAnHour() {
    PasswordProof refused = refused(20);

    assertThat(refused.isHopeless(T, T.plusSeconds(3_599))).isFalse();
    assertThat(refused.isHopeless(T, T.plusSeconds(3_600))).isTrue();
  }

  @Test
  void isNotHopelessBeforeItWasTriedOften() {
    assertThat(refused(19).isHopeless(T, T.plusSeconds(86_400))).isFalse();
    assertThat(refused(20).succeeded(T).refused(T).isHopeless(T, T.plusSeconds(86_400))).isFalse();
  }

  private static PasswordProof refused(int times) {
    PasswordProof proof = PasswordProof.none(T);
    for (int i = 0; i < times; i++) {
      proof = proof.refused(T);
    }
    return proof;
  }
}
