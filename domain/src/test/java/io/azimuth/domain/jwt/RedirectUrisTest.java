package io.azimuth.domain.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.token.role.RoleName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

  private static final List<String> ALLOWED =
      List.of(
          "https://azimuth.example/ui/",
          "http://localhost:8250/oidc/callback",
          "http://127.0.0.1/oidc/callback",
          "http://[::1]:8250/oidc/callback?a=b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://azimuth.example/ui/",
        "http://localhost:8250/oidc/callback",
        "http://localhost:61234/oidc/callback",
        "http://localhost/oidc/callback",
        "http://127.0.0.1:8400/oidc/callback",
        "http://127.0.0.1:65535/oidc/callback",
        "http://localhost:1/oidc/callback",
        "http://[::1]/oidc/callback?a=b",
      })
  void admits(String uri) {
    assertThat(RedirectUris.admit(ALLOWED, uri)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://azimuth.example/ui",
        "https://azimuth.example/ui/?a=b",
        "https://azimuth.example:444/ui/",
        "https://AZIMUTH.example/ui/",
        "http://azimuth.example/ui/",
        "https://localhost:8250/oidc/callback",
        "http://localhost:8250/oidc/callback/",
        "http://localhost:8250/oidc/callback?a=b",
        "http://localhost:8250/oidc/callback#a",
        "http://me@localhost:8250/oidc/callback",
        "http://localhost.example:8250/oidc/callback",
        "http://127.0.0.2/oidc/callback",
        "http://[::1]/oidc/callback",
        "http://localhost:8250@evil.example/oidc/callback",
        "http://localhost:8250\\@evil.example/oidc/callback",
        "http://localhost:99999/oidc/callback",
        "http://localhost:65536/oidc/callback",
        "http://localhost:0/oidc/callback",
        "http://localhost:/oidc/callback",
        "not an address",
      })
  void admitsNothingElse(String uri) {
    assertThat(RedirectUris.admit(ALLOWED, uri)).isFalse();
  }

  private static JwtRoleBuilder people() {
    return JwtRole.builder(RoleName.parse("people").orElseThrow())
        .type(JwtRoleType.OIDC)
        .userClaim("sub")
        .redirectUris(ALLOWED);
  }

  @Test
  void aRoleOfPeopleSaysWhereABrowserReturnsTo() {
    assertThat(people().problems()).isEmpty();
    assertThat(people().redirectUris(List.of()).problems())
        .containsExactly(
            "'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified.");
    assertThat(people().redirectUris(List.of()).callbackMode("device").problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://azimuth.example/ui/",
    "ftp://azimuth.example/ui/",
    "azimuth:callback",
    "/ui/",
    "https://me@azimuth.example/ui/",
    "https://azimuth.example/ui/#a",
    "https://azimuth.example:99999/ui/",
    "http://localhost:/callback",
    "no address",
  })
  void aRoleAllowsNoAddressThatOthersCanReadOrTake(String uri) {
    assertThat(people().redirectUris(List.of(uri)).problems())
        .containsExactly(
            "allowed_redirect_uris: \""
                + uri
                + "\" must be an https address, or http on localhost, without user and fragment,"
                + " and with a port of 1 to 65535 if any");
  }

  @Test
  void modesAndIntervalsAreThoseThatExist() {
    assertThat(people().callbackMode("direct").problems())
        .containsExactly("invalid 'callback_mode': direct; it is client or device");
    assertThat(people().pollInterval(60).problems()).isEmpty();
    assertThat(people().pollInterval(61).problems())
        .containsExactly("poll_interval is 0 to 60 seconds");
    assertThat(people().pollInterval(-1).problems()).hasSize(1);
  }

  @Test
  void aBuilderOfARoleKeepsWhatIsOfPeople() {
    JwtRole built = people().callbackMode("device").pollInterval(7).build();

    assertThat(built.toBuilder().build()).isEqualTo(built);
    assertThat(built.type()).isEqualTo(JwtRoleType.OIDC);
  }
}
