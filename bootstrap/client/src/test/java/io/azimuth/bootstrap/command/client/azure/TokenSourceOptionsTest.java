package io.azimuth.bootstrap.command.client.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourceOptionsTest {

  @Test
  void addressOfAMetadataServiceNeedsNoScheme() {
    assertThat(TokenSourceOptions.address("--metadata-address", "127.0.0.1:9080"))
        .hasToString("http://127.0.0.1:9080");
    assertThat(TokenSourceOptions.address("--metadata-address", "http://[::1]:9080/machines/web-1"))
        .hasToString("http://[::1]:9080/machines/web-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://", ":9080", "a b", "/machines/web-1"})
  void whatNamesNoHostIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> TokenSourceOptions.address("--metadata-address", text))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(
            "--metadata-address must be an address such as http://169.254.169.254");
  }
}
