package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HclPositionTest {

  @Test
  void refusesPlacesThatNoTextHas() {
    assertThatThrownBy(() -> new Position(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
