package com.example.etcd;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtcdSettingsTest {

  @Test
  void acceptsMembersOnOtherMachinesOverTls() {
    assertThatCode(
            () ->
                validate(
                    Map.of(
                        "endpoints", "https://a.example.com:2379, https://b.example.com:2379",
                        "ca_file", "ca.pem")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesPlainHttpToAnotherMachine() {
    assertRefused("endpoints", Map.of("endpoints", "http://etcd.example.com:2379"));
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertRefused("endpoints", Map.of());
    assertRefused("endpoints", Map.of("endpoints", "https://a.example.com"));
    assertRefused("endpoints", Map.of("endpoints", "https://a.example.com:2379,"));
    assertRefused("endpoints", Map.of("endpoints", "http://127.0.0.1:1,https://127.0.0.1:2"));
  }

  @Test
  void refusesHalfOfAPairAndUnknownKeys() {
    String here = "http://127.0.0.1:2379";
    assertRefused("username", Map.of("endpoints", here, "password", "x"));
    assertRefused("cert_file", Map.of("endpoints", here, "cert_file", "x.pem"));
    assertRefused("endpoint", Map.of("endpoint", here));
  }

  private static void assertRefused(String key, Map<String, String> values) {
    assertThatThrownBy(() -> validate(values))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            refused -> org.assertj.core.api.Assertions.assertThat(refused.key()).isEqualTo(key));
  }

  private static void validate(Map<String, String> values) {
    new EtcdEngineFactory().validate(new PluginSettings(values, Path.of("/etc")));
  }
}
