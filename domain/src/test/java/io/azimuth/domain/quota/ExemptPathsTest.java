package io.azimuth.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExemptPathsTest {

  @Test
  void aPathExemptsWhatLiesBelowItAndNothingElse() {
    assertThat(ExemptPaths.STANDARD.contain("sys/health")).isTrue();
    assertThat(ExemptPaths.STANDARD.contain("sys/internal/ui/mounts/secret/x")).isTrue();
    assertThat(ExemptPaths.STANDARD.contain("sys/healthy")).isFalse();
    assertThat(ExemptPaths.STANDARD.contain("sys")).isFalse();
  }

  @Test
  void aStarAtTheEndExemptsAllThatBeginsSo() {
    ExemptPaths paths = new ExemptPaths(List.of("secret/data/pub*"));

    assertThat(paths.contain("secret/data/public/x")).isTrue();
    assertThat(paths.contain("secret/data/private")).isFalse();
  }
}
