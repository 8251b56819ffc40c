package io.azimuth.application.federation;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.federation.IdentityTokenRequest;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeSigner;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identity tokens of mounts. */
class MountIdentityTokensTest {

  private static final String AUDIENCE = "api://AzureADTokenExchange";
  private static final String ISSUER = "https://vault.example.com";
  private static final long START = TestServer.START.getEpochSecond();

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final MountIdentityTokens tokens = server.get(MountIdentityTokens.class);
  private final FakeSigner signer = (FakeSigner) server.get(TokenSigner.class);
  private String mount = "";
  private String accessor = "";

  @BeforeEach
  void enable() {
    done(server.write(root, "sys/auth/team/jwt", Map.of("type", "jwt")));
    Map<String, Value> shown = data(server.read(root, "sys/auth/team/jwt"));
    mount = ((Value.Text) shown.get("uuid")).text();
    accessor = ((Value.Text) shown.get("accessor")).text();
    server.write(root, "identity/oidc/config", Map.of("issuer", ISSUER));
  }

  @Test
  void saysWhichMountPresentsItAndToWhom() {
    issue(Duration.ofMinutes(10));

    assertThat(signer.last().claims())
        .isEqualTo(
            Values.of(
                Map.of(
                    "iss",
                    ISSUER + "/v1/identity/oidc/plugins",
                    "sub",
                    "plugin-identity:root:auth:" + accessor,
                    "aud",
                    AUDIENCE,
                    "iat",
                    START,
                    "nbf",
                    START,
                    "exp",
                    START + 600,
                    "vaultproject.io",
                    Map.of(
                        "namespace_id", "root",
                        "namespace_path", "",
                        "class", "auth",
                        "plugin", "jwt",
                        "version", "v0.1.0",
                        "path", "auth/team/jwt/",
                        "accessor", accessor,
                        "local", false))));
  }

  @Test
  void livesAnHourWhenNobodySays() {
    issue(Duration.ZERO);

    assertThat(life()).isEqualTo(3_600);
  }

  @Test
  void livesNoLongerThanItsKey() {
    server.write(
        root,
        "identity/oidc/key/default",
        Map.of("rotation_period", "10m", "verification_ttl", "5m", "allowed_client_ids", "*"));
    issue(Duration.ZERO);
    assertThat(life()).isEqualTo(900);

    server.clock().advance(Duration.ofSeconds(599));
    issue(Duration.ZERO);

    assertThat(life()).isEqualTo(301);
  }

  @Test
  void aMovedMountKeepsItsSubject() {
    done(server.write(root, "sys/auth/other", Map.of("type", "jwt")));
    server.write(root, "sys/remount", Map.of("from", "auth/team/jwt", "to", "auth/moved"));
    issue(Duration.ZERO);

    assertThat(signer.last().claims().get("sub"))
        .contains(Value.of("plugin-identity:root:auth:" + accessor));
    assertThat(
            ((Value.Obj) signer.last().claims().get("vaultproject.io").orElseThrow()).get("path"))
        .contains(Value.of("auth/moved/"));
  }

  @Test
  void catchesUpWithARotationBeforeItSigns() {
    issue(Duration.ZERO);
    String first = signer.last().kid();
    server.clock().advance(Duration.ofDays(9));

    issue(Duration.ZERO);

    assertThat(signer.last().kid()).isNotEqualTo(first);
    assertThat(life()).isEqualTo(3_600);
  }

  @Test
  void signsWithTheKeyThatTheMountNames() {
    server.write(root, "identity/oidc/key/mine", Map.of("allowed_client_ids", AUDIENCE));
    done(server.write(root, "sys/auth/team/jwt/tune", Map.of("identity_token_key", "mine")));

    issue(Duration.ZERO);

    assertThat(server.get(SigningKeys.class).all(server.store().begin()))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.name().value()).isEqualTo("mine");
              assertThat(key.ring().orElseThrow().current().id()).isEqualTo(signer.last().kid());
            });
  }

  @Test
  void refusesAnAudienceThatTheKeyDoesNotAllow() {
    server.write(root, "identity/oidc/key/mine", Map.of("allowed_client_ids", "api://other"));
    done(server.write(root, "sys/auth/team/jwt/tune", Map.of("identity_token_key", "mine")));

    refused(mount, "does not allow the audience \"" + AUDIENCE + "\"");
  }

  @Test
  void refusesWithoutAnIssuer() {
    server.write(root, "identity/oidc/config", Map.of("issuer", ""));

    refused(mount, "the server has no issuer: set api_addr");
  }

  @Test
  void refusesForAMountThatIsGone() {
    done(server.delete(root, "sys/auth/team/jwt"));

    refused(mount, "the mount is gone");
  }

  @Test
  void refusesTheMountOfAnotherUuid() {
    refused("00000000-0000-4000-8000-00000000ffff", "the mount is gone");
  }

  @Test
  void tellsIssuerAndSubjectBeforeAnyTokenWasSigned() {
    assertThat(tokens.of(mount))
        .contains(
            new FederatedSubject(
                ISSUER + "/v1/identity/oidc/plugins",
                "plugin-identity:root:auth:" + accessor,
                java.util.List.of()));
    assertThat(tokens.of("none")).isEmpty();
  }

  private void issue(Duration ttl) {
    assertThat(tokens.issue(new IdentityTokenRequest(mount, AUDIENCE, ttl)).expose())
        .startsWith("jwt-");
  }

  private void refused(String uuid, String sentence) {
    assertThatThrownBy(() -> tokens.issue(new IdentityTokenRequest(uuid, AUDIENCE, Duration.ZERO)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_TOKEN_UNUSABLE))
        .hasMessageContaining(sentence);
  }

  private long life() {
    Value.Obj claims = signer.last().claims();
    return number(claims, "exp") - number(claims, "iat");
  }

  private static long number(Value.Obj claims, String name) {
    return Long.parseLong(((Value.Num) claims.get(name).orElseThrow()).literal());
  }
}
