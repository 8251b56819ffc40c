package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a login with a token answers, and what its dry run shows. */
class JwtLoginRoutesTest extends JwtMountFixture {

  @Test
  void besideAClientTheIssuerIsTheProvider() {
    String provider = "https://login.example/tenant/v2.0";
    server.web().json(provider + "/.well-known/openid-configuration", "{}");
    done(server.write(root, CONFIG, Map.of("oidc_discovery_url", provider)));
    assertThat(clientToken(login("web"))).isNotEmpty();
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).isEmpty();
    assertThat(explained()).contains("any iss: bound_issuer is not set");

    done(
        server.write(
            root, CONFIG, Map.of("oidc_discovery_url", provider, "oidc_client_id", "client")));
    assertThat(clientToken(login("web"))).isNotEmpty();
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).contains(provider);
    assertThat(explained()).contains("iss " + provider).doesNotContain("any iss");
  }

  private String explained() {
    return data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)))
        .get("checks")
        .toString();
  }

  @Test
  void whoIsBoundGetsATokenOfTheRole() {
    Auth auth = envelope(login("web")).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.entityId()).isNotEmpty();
    assertThat(auth.metadata()).isEqualTo(Map.of("role", "web", "team", "blue"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("jwt-somebody"))
        .containsEntry("path", Value.of(LOGIN));
  }

  @Test
  void theDefaultRoleIsThatOfALoginWithoutOne() {
    assertThat(invalid(login(""))).isEqualTo("missing role");
    done(
        server.write(
            root, CONFIG, Map.of("jwks_url", "https://idp.example/keys", "default_role", "web")));

    assertThat(clientToken(login(""))).isNotEmpty();
  }

  @Test
  void aLoginWithoutARoleCountsForTheQuotaOfTheDefaultRole() {
    done(
        server.write(
            root, CONFIG, Map.of("jwks_url", "https://idp.example/keys", "default_role", "Web")));
    done(
        server.write(
            root,
            "sys/quotas/rate-limit/web",
            Map.of("path", "auth/jwt/", "role", "web", "rate", 1, "interval", "10s")));

    assertThat(clientToken(login(""))).isNotEmpty();
    assertThat(refused(login(""), ErrorCategory.RATE_LIMITED)).contains("quota exceeded");
    assertThat(refused(login("web"), ErrorCategory.RATE_LIMITED)).contains("quota exceeded");
    assertThat(invalid(login("other"))).isEqualTo("role \"other\" could not be found");
  }

  @Test
  void aRequestThatIsIncompleteIsInvalid() {
    assertThat(invalid(server.write("", LOGIN, Map.of("role", "web")))).isEqualTo("missing token");
    assertThat(invalid(login("none"))).isEqualTo("role \"none\" could not be found");
    done(server.write(root, "sys/auth/empty", Map.of("type", "jwt")));
    assertThat(invalid(server.write("", "auth/empty/login", Map.of("role", "web", "jwt", JWT))))
        .isEqualTo("could not load configuration");
  }

  @Test
  void aStrangerLearnsNeitherRolesNorReasons() {
    String none = denied(server.write("", LOGIN, Map.of("role", "none", "jwt", "eyJ0.eyJ1.Zg")));
    String some = denied(server.write("", LOGIN, Map.of("role", "web", "jwt", "eyJ0.eyJ1.Zg")));
    String odd = denied(server.write("", LOGIN, Map.of("role", "web", "jwt", "no token")));

    assertThat(some)
        .isEqualTo("permission denied: the token was not accepted [token_not_accepted]")
        .isEqualTo(none)
        .isEqualTo(odd);
  }

  @Test
  void theCallerReadsReasonsButNoBoundValues() {
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other", "sub", 7)));

    assertThat(denied(login("web")))
        .isEqualTo(
            "permission denied: the token is for another audience [audience_mismatch]; permission"
                + " denied: the claim that names the user of the token cannot be used"
                + " [user_claim_unusable]");
  }

  @Test
  void aTokenOfAnotherAddressIsRefused() {
    done(server.write(root, ROLE, Map.of("token_bound_cidrs", "198.51.100.0/24")));

    assertThat(denied(login("web"))).contains("[address_not_bound]").doesNotContain("198.51");
    server.comeFrom("198.51.100.7");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void anOutageOfTheProviderIsNoRefusal() {
    server
        .verifier()
        .failWith(new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "down"));

    assertThat(refused(login("web"), ErrorCategory.UPSTREAM_UNAVAILABLE))
        .isEqualTo("the identity provider cannot be reached");
  }

  @Test
  void groupsOfTheTokenAreThoseOfGroupAliases() {
    done(server.write(root, ROLE, Map.of("groups_claim", "groups")));
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("groups", List.of("ops"))));
    String accessor = ((Value.Text) data(server.read(root, "sys/auth/jwt")).get("accessor")).text();
    Answer group =
        server.write(
            root,
            "identity/group",
            Map.of("name", "operators", "type", "external", "policies", List.of("ops")));
    String id = ((Value.Text) data(group).get("id")).text();
    server.write(
        root,
        "identity/group-alias",
        Map.of("name", "ops", "mount_accessor", accessor, "canonical_id", id));

    assertThat(envelope(login("web")).auth().orElseThrow().identityPolicies())
        .containsExactly("ops");
  }

  @Test
  void theAliasThatAnOperatorMadeGetsTheMetadataOfTheLogin() {
    String accessor = ((Value.Text) data(server.read(root, "sys/auth/jwt")).get("accessor")).text();
    Answer made =
        server.write(
            root, "identity/entity-alias", Map.of("name", "somebody", "mount_accessor", accessor));
    String alias = ((Value.Text) data(made).get("id")).text();

    login("web");

    assertThat(data(server.read(root, "identity/entity-alias/id/" + alias)).get("metadata"))
        .isInstanceOfSatisfying(
            Value.Obj.class,
            metadata -> assertThat(metadata.members()).containsEntry("team", Value.of("blue")));
  }

  @Test
  void loginsAreCountedAndAudited() {
    login("web");
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other")));
    done(server.write(root, "sys/audit/all", Map.of("type", server.audit().type())));
    login("web");

    assertThat(logins("granted", "none")).isEqualTo(1);
    assertThat(logins("refused", "audience_mismatch")).isEqualTo(1);
    assertThat(server.audit().records().toString())
        .contains("audience_mismatch", "refused", "somebody")
        .doesNotContain(JWT);
  }

  @Test
  void aRoleThatWasDeletedIsARefusalOnceTheTokenIsProved() {
    done(server.write(root, "sys/audit/all", Map.of("type", server.audit().type())));
    done(server.delete(root, ROLE));

    assertThat(invalid(login("web"))).isEqualTo("role \"web\" could not be found");

    assertThat(logins("none", "refused", "role_unknown")).isEqualTo(1);
    assertThat(server.audit().records().toString()).contains("role_unknown");
    assertThat(data(server.read(root, "auth/jwt/refusals")).get("refusals").toString())
        .contains("role_unknown", "web");
    assertThat(
            data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)))
                .get("checks")
                .toString())
        .contains("role_unknown", "it may have been deleted or renamed");
  }

  private double logins(String outcome, String reason) {
    return logins("web", outcome, reason);
  }

  private double logins(String role, String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of("mount", "auth/jwt/", "role", role, "outcome", outcome, "reason", reason));
  }

  @Test
  void explainsEveryCheckAndIssuesNothing() {
    Map<String, Value> explained =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)));
    assertThat(explained).containsEntry("granted", Value.of(true));
    assertThat(explained.get("token_preview").toString()).contains("somebody", "blue");

    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other")));
    Map<String, Value> refused =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)));
    assertThat(refused).containsEntry("granted", Value.of(false));
    assertThat(refused.get("checks").toString()).contains("audience_mismatch", "azimuth", "other");
    assertThat(((Value.Items) refused.get("checks")).values()).hasSize(11);
    assertThat(denied(server.write("", LOGIN + "/explain", Map.of("role", "web", "jwt", JWT))))
        .contains("permission denied");
  }
}
