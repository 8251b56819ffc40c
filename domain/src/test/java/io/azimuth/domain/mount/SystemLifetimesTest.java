package io.azimuth.domain.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLifetimesTest {

  private static final SystemLifetimes SYSTEM = lifetimes(100, 1_000);

  @ParameterizedTest
  @CsvSource({
    "0, 0, 100, 1000",
    "50, 0, 50, 1000",
    "0, 500, 100, 500",
    "0, 50, 50, 50",
    "0, 5000, 100, 5000",
    "2000, 5000, 2000, 5000"
  })
  void whatAMountSetsReplacesTheSystems(long ttl, long max, long effective, long effectiveMax) {
    assertThat(SYSTEM.of(mount(ttl, max))).isEqualTo(lifetimes(effective, effectiveMax));
  }

  @Test
  void theStandardIs768Hours() {
    assertThat(SystemLifetimes.STANDARD.defaultTtl()).isEqualTo(Duration.ofDays(32));
    assertThat(SystemLifetimes.STANDARD.maxTtl()).isEqualTo(Duration.ofDays(32));
  }

  @Test
  void theDefaultIsASecondAtLeastAndTheMaximumAtMost() {
    assertThat(lifetimes(1, 1)).isNotNull();
    assertThatThrownBy(() -> lifetimes(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> lifetimes(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SystemLifetimes lifetimes(long ttl, long max) {
    return new SystemLifetimes(Duration.ofSeconds(ttl), Duration.ofSeconds(max));
  }

  private static Mount mount(long ttl, long max) {
    MountSettings settings =
        new MountSettings(Duration.ofSeconds(ttl), Duration.ofSeconds(max), "", "default-service");
    return new Mount(new MountPath("auth/a/"), "azure", "uuid", "accessor", "", settings, 0);
  }
}
