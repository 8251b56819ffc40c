package io.azimuth.kubernetes.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.web.WebAddress;
import org.junit.jupiter.api.Test;

class ClusterCallLimitTest {

  private static final WebAddress ONE = WebAddress.parse("https://one.example").orElseThrow();
  private static final WebAddress OTHER = WebAddress.parse("https://other.example").orElseThrow();

  private final ClusterCallLimit limit = new ClusterCallLimit();

  @Test
  void aServerThatHangsUsesUpItsOwnCallsAlone() {
    for (int i = 0; i < ClusterCallLimit.MAX_CALLS; i++) {
      assertThat(limit.tryBegin(ONE)).isTrue();
    }

    assertThat(limit.tryBegin(ONE)).isFalse();
    assertThat(limit.tryBegin(ONE)).isFalse();
    assertThat(limit.tryBegin(OTHER)).isTrue();
    limit.end(ONE);
    assertThat(limit.tryBegin(ONE)).isTrue();
    assertThat(limit.tryBegin(ONE)).isFalse();
  }

  @Test
  void nothingIsKeptOfCallsThatEnded() {
    assertThat(limit.tryBegin(ONE)).isTrue();
    assertThat(limit.tryBegin(OTHER)).isTrue();
    assertThat(limit.servers()).isEqualTo(2);

    limit.end(ONE);
    limit.end(OTHER);

    assertThat(limit.servers()).isZero();
  }
}
