package io.azimuth.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final Instant T = Instant.parse("2026-11-25T12:00:00Z");
  private static final Rotation INTENDED =
      Rotation.intended(
          "azimuth-1",
          T,
          new Application("cloud", "tenant", "client"),
          new OldPassword(SecretText.of("old"), Optional.empty()),
          Optional.of("caller"));
  private static final Rotation PROVING =
      INTENDED.added(new NewPassword("key", SecretText.of("new"), T), "object", T.plusSeconds(1));

  @Test
  void goesFromIntentToProofToCleaning() {
    assertThat(PROVING.state()).isEqualTo(RotationState.PROVING);
    assertThat(PROVING.since()).isEqualTo(T.plusSeconds(1));
    assertThat(PROVING.switched(T.plusSeconds(31)).state()).isEqualTo(RotationState.CLEANING);
  }

  @Test
  void onlyAProvedOneIsSwitchedTo() {
    assertThatIllegalStateException().isThrownBy(() -> INTENDED.switched(T));
    assertThatIllegalStateException().isThrownBy(() -> PROVING.switched(T).switched(T));
  }

  @Test
  void oneThatIsInUseIsNotAbandoned() {
    Rotation inUse = PROVING.switched(T);

    assertThatIllegalStateException().isThrownBy(() -> inUse.abandoned(Optional.empty(), T));
    assertThat(INTENDED.abandoned(Optional.of("why"), T).failure()).contains("why");
  }

  @Test
  void aLostPasswordIsFoundByItsName() {
    KnownPassword lost = known("x", "azimuth-1");

    assertThat(INTENDED.addedAmong(List.of(known("y", "azimuth-2"), lost))).contains(lost);
    assertThat(INTENDED.addedAmong(List.of(known("y", "azimuth-2")))).isEmpty();
  }

  @Test
  void anAbsentPasswordMayStillComeForAMinute() {
    assertThat(Rotation.isSearchOver(T, T.plusMillis(59_999))).isFalse();
    assertThat(Rotation.isSearchOver(T, T.plusSeconds(60))).isTrue();
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    assertThat(backoff.after(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(8)).isEqualTo(Duration.ofSeconds(256));
    assertThat(backoff.after(9)).isEqualTo(Duration.ofMinutes(5));
    assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(PROVING.toString()).contains("value=***");
  }

  private static KnownPassword known(String keyId, String name) {
    return new KnownPassword(keyId, name, Optional.empty(), Optional.empty());
  }
}
