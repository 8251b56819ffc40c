package io.azimuth.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be an issuer, and what Entra ID demands of one ({@code docs/guides/federation.md}). */
class IssuerAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://vault.example.com",
        "https://Vault.example.com:8200",
        "http://127.0.0.1:8200",
        "https://[2001:db8::1]:443"
      })
  void keepsAnAddressByteForByte(String text) {
    assertThat(IssuerAddress.parse(text).orElseThrow().plugins())
        .isEqualTo(text + "/v1/identity/oidc/plugins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://vault.example.com/",
        "https://vault.example.com/v1",
        "https://vault.example.com?x=1",
        "https://vault.example.com?",
        "https://vault.example.com#",
        "https://user@vault.example.com",
        "https://vault.example.com:",
        "https://vault.example.com:0",
        "https://vault.example.com:65536",
        "https://vault.example.com ",
        " https://vault.example.com",
        "ftp://vault.example.com",
        "//vault.example.com",
        "vault.example.com:8200",
        "https:",
        "https://",
        "https:///x",
        "x"
      })
  void refusesWhatIsMoreOrLessThanSchemeHostAndPort(String text) {
    assertThat(IssuerAddress.parse(text).problems())
        .containsExactly(
            "invalid issuer, which must include only a scheme, host, and optional port"
                + " (e.g. https://example.com:8200)");
  }

  @ParameterizedTest
  @CsvSource({
    "http://vault.example.com, Entra fetches keys over https only",
    "https://127.0.0.1:8200, is reached from inside only",
    "https://10.1.2.3, is reached from inside only",
    "https://192.168.0.9, is reached from inside only",
    "https://172.16.4.4, is reached from inside only",
    "https://169.254.1.1, is reached from inside only",
    "https://0.0.0.0, is reached from inside only",
    "https://[::1], is reached from inside only",
    "https://[fd00::1], is reached from inside only",
    "https://[::ffff:10.1.2.3], is reached from inside only",
    "https://20.40.60.80, use a name",
    "https://localhost, only this network knows",
    "https://vault, only this network knows",
    "https://vault.corp.internal, only this network knows",
    "https://vault.LOCAL, only this network knows",
  })
  void saysWhatKeepsEntraAway(String text, String concern) {
    assertThat(IssuerAddress.parse(text).orElseThrow().concerns())
        .singleElement()
        .asString()
        .contains(concern);
  }

  @Test
  void findsNothingWrongWithAPublicAddress() {
    assertThat(IssuerAddress.parse("https://vault.example.com:8443").orElseThrow().concerns())
        .isEmpty();
  }

  @Test
  void saysThatAnIssuerIsTooLong() {
    String host = ("a".repeat(60) + ".").repeat(10) + "example.com";

    assertThat(IssuerAddress.parse("https://" + host).orElseThrow().concerns())
        .singleElement()
        .asString()
        .contains("at most 600 characters");
  }

  @Test
  void theServersOwnAddressMayEndInASlashAndHaveAPath() {
    IssuerAddress own = IssuerAddress.ofServer(URI.create("https://edge.example.com/vault/"));

    assertThat(own.plugins()).isEqualTo("https://edge.example.com/vault/v1/identity/oidc/plugins");
    assertThat(own.concerns())
        .singleElement()
        .asString()
        .contains("/vault/v1/identity/oidc/plugins/.well-known/");
  }
}
