package io.azimuth.domain.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoedSettingsTest {

  @Test
  void whatIsSetCanBeClearedAgain() {
    EchoedSettings set = EchoedSettings.NONE.with("local", true).with("headers", List.of("X-A"));

    assertThat(set.isOn("local")).isTrue();
    assertThat(set.lists()).isEqualTo(Map.of("headers", List.of("X-A")));
    assertThat(set.with("local", false).with("headers", List.of())).isEqualTo(EchoedSettings.NONE);
  }
}
