package io.azimuth.domain.azure.grace;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineProofTest {

  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final MachineProof PROOF = new MachineProof(facts("westeurope"), AT);

  private static ResourceFacts facts(String location) {
    return new ResourceFacts(
        ResourceId.parse(
                "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/"
                    + "providers/Microsoft.Compute/virtualMachines/web-1")
            .orElseThrow(),
        Location.parse(location),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  @Test
  void servesWhileItIsYoungerThanTheGrace() {
    assertThat(PROOF.serves(AT, HOUR)).isTrue();
    assertThat(PROOF.serves(AT.plus(HOUR).minusMillis(1), HOUR)).isTrue();
    assertThat(PROOF.serves(AT.plus(HOUR), HOUR)).isFalse();
  }

  @Test
  void servesNeverWithoutAGrace() {
    assertThat(PROOF.serves(AT, Duration.ZERO)).isFalse();
    assertThat(PROOF.serves(AT.minusMillis(1), Duration.ZERO)).as("a clock behind").isFalse();
  }

  @Test
  void ofAServerWhoseClockIsFarAheadItServesNot() {
    assertThat(PROOF.serves(AT.minus(ClockSkew.ALLOWED), HOUR)).isTrue();
    assertThat(PROOF.serves(AT.minus(ClockSkew.ALLOWED).minusMillis(1), HOUR)).isFalse();
    assertThat(PROOF.age(AT.minusSeconds(1))).isZero();
  }

  @Test
  void givesWayAfterTenMinutesOrATenthOfTheGrace() {
    assertThat(PROOF.givesWayTo(later(599), Duration.ofHours(24))).isFalse();
    assertThat(PROOF.givesWayTo(later(600), Duration.ofHours(24))).isTrue();
    assertThat(PROOF.givesWayTo(later(359), HOUR)).isFalse();
    assertThat(PROOF.givesWayTo(later(360), HOUR)).isTrue();
  }

  @Test
  void givesWayAtOnceToOtherFacts() {
    assertThat(PROOF.givesWayTo(new MachineProof(facts("northeurope"), AT), HOUR)).isTrue();
  }

  private static MachineProof later(long seconds) {
    return new MachineProof(PROOF.facts(), AT.plusSeconds(seconds));
  }
}
