package io.azimuth.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExemptPathsTest {

  @Test
  void aPathExemptsWhatLiesBelowItAndNothingElse() {
    ExemptPaths paths = new ExemptPaths(List.of("one/two"));

    assertThat(paths.contain("one/two")).isTrue();
    assertThat(paths.contain("one/two/three/four")).isTrue();
    assertThat(paths.contain("one/twofold")).isFalse();
    assertThat(paths.contain("one")).isFalse();
  }

  @Test
  void aStarAtTheEndExemptsAllThatBeginsSo() {
    ExemptPaths paths = new ExemptPaths(List.of("secret/data/pub*"));

    assertThat(paths.contain("secret/data/public/x")).isTrue();
    assertThat(paths.contain("secret/data/private")).isFalse();
  }
}
