package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.testkit.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may begin a login with a browser, how often, and where the browser is sent. */
class OidcBeginTest extends OidcMountFixture {

  @Test
  void theBrowserIsSentToTheProvider() {
    role(Map.of("oidc_scopes", "profile,email", "max_age", "1h"));

    Answer answer = server.write("", BEGIN, Map.of("role", "people", "redirect_uri", REDIRECT));

    String url = text(data(answer), "auth_url");
    assertThat(url).startsWith("https://idp.example/authorize?x=y&response_type=code&");
    assertThat(query(url))
        .containsEntry("client_id", "client/1")
        .containsEntry("redirect_uri", REDIRECT)
        .containsEntry("scope", "openid profile email")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("max_age", "3600")
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(begin().get("state")).isNotEqualTo(query(url).get("state"));
  }

  @Test
  void theBrowserReturnsOnlyWhereTheRoleAllows() {
    assertThat(begin(Map.of("redirect_uri", "http://localhost:9999/oidc/callback"))).isNotEmpty();
    assertThat(begin(Map.of("redirect_uri", "https://azimuth.example/ui/"))).isNotEmpty();
    assertThat(invalid(server.write("", BEGIN, Map.of("redirect_uri", "https://evil.example/"))))
        .startsWith("unauthorized redirect_uri");
    assertThat(invalid(server.write("", BEGIN, Map.of()))).isEqualTo("missing redirect_uri");
    assertThat(records()).hasSize(2);
  }

  @Test
  void aRoleOfTokensHasNoBrowser() {
    done(
        server.write(
            root,
            "auth/oidc/role/machine",
            Map.of("role_type", "jwt", "user_claim", "email", "bound_audiences", "azimuth")));

    assertThat(
            invalid(server.write("", BEGIN, Map.of("role", "machine", "redirect_uri", REDIRECT))))
        .isEqualTo("role \"machine\" could not be found");
    assertThat(invalid(server.write("", BEGIN, Map.of("role", "none"))))
        .isEqualTo("role \"none\" could not be found");
    sign(Map.of(), Map.of());
    assertThat(
            invalid(server.write("", "auth/oidc/login", Map.of("role", "people", "jwt", ID_TOKEN))))
        .isEqualTo("role with oidc role_type is not allowed");
  }

  @Test
  void aMountWithoutAClientHasNoBrowser() {
    done(server.write(root, CONFIG, Map.of("oidc_discovery_url", ISSUER)));

    assertThat(invalid(server.write("", BEGIN, Map.of("role", "people"))))
        .isEqualTo("OIDC login is not configured for this mount");
  }

  @Test
  void aProviderThatIsAnotherIsNotUsed() {
    server
        .web()
        .json(
            ISSUER + "/.well-known/openid-configuration", "{\"issuer\": \"https://evil.example\"}");

    assertThat(
            refused(
                server.write("", BEGIN, Map.of("redirect_uri", REDIRECT)),
                ErrorCategory.UPSTREAM_UNUSABLE))
        .isNotEmpty();
  }

  @Test
  void whoBeginsTooManyLoginsIsRefusedBeforeTheProviderIsAsked() {
    role(Map.of("callback_mode", "device"));
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request ->
                json(
                    200,
                    "{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/t\"}"));
    for (int begun = 0; begun < 498; begun++) {
      data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    }
    String device = "{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/t\"}";
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request -> {
              role(Map.of("token_ttl", "2h"));
              return json(200, device);
            });
    int before = server.web().received().size();
    data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    data(server.write("", BEGIN, Map.of("client_nonce", "mine")));
    assertThat(server.web().received()).as("asked once, run twice").hasSize(before + 2);
    int requests = server.web().received().size();

    assertThat(
            refused(
                server.write("", BEGIN, Map.of("client_nonce", "mine")),
                ErrorCategory.RATE_LIMITED))
        .isEqualTo("too many logins with a browser began at this address");
    assertThat(server.web().received()).hasSize(requests);
  }

  @Test
  void namesOfRolesAreNotTriedWithoutEnd() {
    for (int tried = 0; tried < 500; tried++) {
      assertThat(invalid(server.write("", BEGIN, Map.of("role", "r" + tried))))
          .contains("could not be found");
    }

    refused(server.write("", BEGIN, Map.of("role", "people")), ErrorCategory.RATE_LIMITED);
  }

  @Test
  void aProviderThatHangsLeavesRoomToOthers() {
    done(server.write(root, "sys/auth/other", Map.of("type", "oidc")));
    server.web().json("https://other.example/.well-known/openid-configuration", "{}");
    done(
        server.write(
            root,
            "auth/other/config",
            Map.of("oidc_discovery_url", "https://other.example", "oidc_client_id", "client/1")));
    done(
        server.write(
            root,
            "auth/other/role/people",
            Map.of(
                "user_claim", "email",
                "allowed_redirect_uris", REDIRECT,
                "callback_mode", "device")));
    server
        .web()
        .json(
            "https://other.example/.well-known/openid-configuration",
            "{\"issuer\": \"https://other.example\","
                + " \"authorization_endpoint\": \"https://other.example/authorize\","
                + " \"token_endpoint\": \"https://other.example/token\","
                + " \"device_authorization_endpoint\": \"https://other.example/device\"}")
        .json(
            "https://other.example/device",
            "{\"device_code\": \"d\", \"verification_uri\": \"https://other.example/t\"}");
    String state = begin().get("state");
    role(Map.of("callback_mode", "device"));
    server.web().hang(address("https://idp.example/device"));
    for (int begun = 0; begun < CallLimit.MOST; begun++) {
      var unused =
          server.send(
              server.request(
                  Operation.WRITE,
                  "",
                  BEGIN,
                  maxBytes -> Values.of(Map.of("client_nonce", "mine"))));
    }
    int requests = server.web().received().size();

    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")),
        ErrorCategory.UPSTREAM_UNAVAILABLE);
    refused(end(state), ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(server.web().received()).hasSize(requests);
    assertThat(
            data(
                server.write(
                    "",
                    "auth/other/oidc/auth_url",
                    Map.of("role", "people", "client_nonce", "mine"))))
        .containsKey("auth_url");
  }
}
