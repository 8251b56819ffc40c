package io.azimuth.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.process.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {

  private static final ClientSettingsReader.Overrides NONE =
      ClientSettingsReader.Overrides.onlyAddress(Optional.empty());

  private static ClientSettings read(Map<String, String> variables) {
    return new ClientSettingsReader(new ClientVariables(Environment.of(variables))).read(NONE);
  }

  @Test
  void defaultsAreVaults() {
    ClientSettings settings = read(Map.of());

    assertThat(settings.address()).isEqualTo(URI.create("https://127.0.0.1:8200"));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.retries()).isEqualTo(2);
    assertThat(settings.tls()).isEqualTo(TlsSettings.DEFAULT);
    assertThat(settings.namespace()).isEmpty();
  }

  @Test
  void everyVariableIsRead() {
    ClientSettings settings =
        read(
            Map.of(
                "VAULT_ADDR", "https://vault.example:8200/",
                "VAULT_NAMESPACE", "team",
                "VAULT_CACERT", "/ca.pem",
                "VAULT_CAPATH", "/ca",
                "VAULT_CLIENT_CERT", "/c.pem",
                "VAULT_CLIENT_KEY", "/k.pem",
                "VAULT_SKIP_VERIFY", "1",
                "VAULT_CLIENT_TIMEOUT", "90",
                "VAULT_MAX_RETRIES", "0",
                "AZIMUTH_ALLOW_PLAIN_HTTP", "1"));

    assertThat(settings)
        .isEqualTo(
            new ClientSettings(
                URI.create("https://vault.example:8200"),
                Optional.of("team"),
                new TlsSettings(
                    Optional.of(Path.of("/ca.pem")),
                    Optional.of(Path.of("/ca")),
                    Optional.of(Path.of("/c.pem")),
                    Optional.of(Path.of("/k.pem")),
                    true),
                Duration.ofSeconds(90),
                0,
                true));
  }

  @Test
  void ourVariablesWin() {
    ClientSettings settings =
        read(
            Map.of(
                "VAULT_CLIENT_TIMEOUT", "90",
                "AZIMUTH_CLIENT_TIMEOUT", "1m30s",
                "VAULT_SKIP_VERIFY", "true",
                "AZIMUTH_SKIP_VERIFY", "false"));

    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.tls().skipVerify()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "VAULT_CLIENT_TIMEOUT, soon",
    "VAULT_CLIENT_TIMEOUT, 0",
    "AZIMUTH_SKIP_VERIFY, perhaps",
    "VAULT_MAX_RETRIES, -1",
  })
  void badVariableIsNamedAndNotRepeated(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith(name)
        .hasMessageNotContaining(value + " ");
  }

  @Test
  void certificateNeedsItsKey() {
    assertThatThrownBy(() -> read(Map.of("VAULT_CLIENT_CERT", "/c.pem")))
        .hasMessage("a client certificate and its key come together");
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1:8200, true",
    "http://vault.example, true",
    "http://127.0.0.1.example.com, true",
    "https://vault.example, false",
    "http://127.0.0.1:8200, false",
    "http://localhost:8200, false",
    "http://[::1]:8200, false",
  })
  void plainHttpToOthersIsExposed(String address, boolean exposed) {
    assertThat(read(Map.of("VAULT_ADDR", address)).isExposed()).isEqualTo(exposed);
  }
}
