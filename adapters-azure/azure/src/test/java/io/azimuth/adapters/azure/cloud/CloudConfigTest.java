package io.azimuth.adapters.azure.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.AzureModule;
import io.azimuth.adapters.azure.CountedCalls;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.spi.InvalidSettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudConfigTest {

  private static final URI AUTHORITY = URI.create("https://127.0.0.1:9443/");

  @Test
  void endsTheAuthorityInASlash() {
    assertThat(LabCloud.at(URI.create("https://login.example:1"), Optional.empty()).authorityHost())
        .isEqualTo(URI.create("https://login.example:1/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example/",
        "https://login.example/path",
        "https://login.example/?q=1",
        "https://user@login.example/",
        "https:///",
        "login.example"
      })
  void refusesAuthoritiesThatAreNoPlainHttpsAddress(String authority) {
    assertInvalid(() -> LabCloud.at(URI.create(authority), Optional.empty()), "authority_host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://sts.example/",
        "https://sts.example/{tenantid}/",
        "https://sts.example/{tenant_id}/{tenant_id}/",
        "https://{tenant_id}.example/",
        "https://sts.example{tenant_id}/",
        "http://sts.example/{tenant_id}/",
        "https://sts.example/{tenant_id}/ x",
        "https:///{tenant_id}/"
      })
  void refusesIssuersThatAreNoTemplate(String issuer) {
    assertInvalid(() -> cloud(List.of(issuer)), "issuers");
  }

  @Test
  void wantsAnIssuer() {
    assertInvalid(() -> cloud(List.of()), "issuers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AzurePublicCloud", "azurepubliccloud", "AZURECHINACLOUD"})
  void refusesTheNamesOfBuiltInClouds(String name) {
    CloudConfig taken = LabCloud.named(name, AUTHORITY, Optional.empty());

    assertInvalid(() -> wire(List.of(taken)), "cloud");
  }

  @Test
  void refusesTwoCloudsOfOneName() {
    CloudConfig lab = LabCloud.named("lab", AUTHORITY, Optional.empty());
    CloudConfig again = LabCloud.named("LAB", AUTHORITY, Optional.empty());

    assertInvalid(() -> wire(List.of(lab, again)), "cloud");
  }

  @Test
  void refusesFilesThatHoldNoAuthority(@TempDir Path directory) throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path junk = Files.writeString(directory.resolve("junk.pem"), "not a certificate");
    for (Path file : List.of(empty, junk, directory.resolve("absent.pem"), directory)) {
      CloudConfig lab = LabCloud.at(AUTHORITY, Optional.of(file));
      assertInvalid(() -> wire(List.of(lab)), "ca_cert_file");
    }
  }

  private static void wire(List<CloudConfig> blocks) {
    var unused =
        new AzureModule(
            blocks,
            ProxyConfig.direct(),
            "1",
            Clock.systemUTC(),
            new CountedCalls().calls,
            new SecureRandom());
  }

  private static CloudConfig cloud(List<String> issuers) {
    CloudConfig lab = LabCloud.at(AUTHORITY, Optional.empty());
    return new CloudConfig(
        lab.name(), lab.authorityHost(), issuers, lab.services(), lab.authorities());
  }

  private static void assertInvalid(Runnable making, String key) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidSettingsException.class, e -> assertThat(e.key()).isEqualTo(key));
  }
}
