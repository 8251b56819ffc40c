package io.azimuth.domain.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecretMetadataTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void numbersGoOnAfterEverythingWasDestroyed() {
    SecretMetadata secret = written(2).destroyed(List.of(1, 2));

    SecretMetadata next = secret.added(NOW, KeySettings.DEFAULT);

    assertThat(next.current()).isEqualTo(3);
    assertThat(next.version(0)).contains(new SecretVersion(NOW, Optional.empty(), false));
    assertThat(next.version(2).orElseThrow().destroyed()).isTrue();
  }

  @Test
  void theOldestIsUnknownUntilOneIsRemoved() {
    assertThat(written(10).oldest()).isZero();
    assertThat(written(11).oldest()).isEqualTo(2);
    assertThat(written(11).versions()).hasSize(10);
  }

  @Test
  void aVersionCanBeReadUntilTheMomentItIsDeleted() {
    SecretVersion version = new SecretVersion(NOW, Optional.of(NOW.plusNanos(1)), false);

    assertThat(version.isReadable(NOW)).isTrue();
    assertThat(version.isReadable(NOW.plusNanos(1))).isFalse();
  }

  @Test
  void aTimeToComeGivesWayToADeletion() {
    KeySettings mount = new KeySettings(0, false, false, Duration.ofHours(1));
    SecretMetadata secret = SecretMetadata.created(NOW).added(NOW, mount);

    assertThat(secret.deleted(List.of(1), NOW).version(1).orElseThrow().deletesAt()).contains(NOW);
  }

  @Test
  void versionsThatAreNotThereArePassedOver() {
    SecretMetadata secret = written(1);

    assertThat(secret.deleted(List.of(0, 2, -1), NOW)).isEqualTo(secret);
    assertThat(secret.undeleted(List.of(5))).isEqualTo(secret);
    assertThat(secret.destroyed(List.of(5))).isEqualTo(secret);
  }

  @Test
  void noVersionIsAboveTheCurrentOne() {
    TreeMap<Integer, SecretVersion> versions = new TreeMap<>();
    versions.put(2, new SecretVersion(NOW, Optional.empty(), false));

    assertThatThrownBy(
            () -> new SecretMetadata(1, 0, 0, NOW, NOW, KeySettings.DEFAULT, Map.of(), versions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no version is above the current one");
  }

  private static SecretMetadata written(int versions) {
    SecretMetadata secret = SecretMetadata.created(NOW);
    for (int n = 0; n < versions; n++) {
      secret = secret.added(NOW, KeySettings.DEFAULT);
    }
    return secret;
  }
}
