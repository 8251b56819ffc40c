package io.azimuth.domain.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where mounts may be. */
class MountPathTest {

  @ParameterizedTest(name = "{0} is reserved: {1}, built in: {2}")
  @CsvSource({
    "auth/,            true,  false",
    "auth/azure/,      true,  false",
    "auth/token/,      true,  true",
    "auth/token/x/,    true,  true",
    "auth/tokens/,     true,  false",
    "sys/,             true,  true",
    "sys/x/,           true,  true",
    "system/,          false, false",
    "audit/,           true,  true",
    "cubbyhole/,       true,  true",
    "identity/,        true,  true",
    "secret/,          false, false",
    "secret/sys/,      false, false"
  })
  void theServerKeepsSomePlacesForItself(String path, boolean reserved, boolean builtIn) {
    assertThat(new MountPath(path).isReserved()).isEqualTo(reserved);
    assertThat(new MountPath(path).isBuiltIn()).isEqualTo(builtIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a//b", "/a", "a/./b", "..", "a*", "a/+", "a\tb"})
  void whatIsNoPathIsNone(String text) {
    assertThat(MountPath.parse(text)).isEmpty();
  }

  @Test
  void aPathHas256CharactersWithTheSlashAtItsEnd() {
    assertThat(MountPath.parse("m".repeat(255))).isPresent();
    assertThat(MountPath.parse("m".repeat(256))).isEmpty();
  }

  @Test
  void aMoveRevokesWhatWasIssuedAndKeepsAllElse() {
    MountSettings settings =
        new MountSettings(Duration.ofHours(1), Duration.ZERO, "unauth", "service");
    Mount mount = new Mount(new MountPath("auth/a/"), "azure", "u", "acc", "d", settings, 3);

    assertThat(mount.movedTo(new MountPath("auth/b/")))
        .isEqualTo(new Mount(new MountPath("auth/b/"), "azure", "u", "acc", "d", settings, 4));
  }
}
