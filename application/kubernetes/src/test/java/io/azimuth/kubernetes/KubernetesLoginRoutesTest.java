package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.claimsInSecret;
import static io.azimuth.kubernetes.ClusterFixture.token;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a login answers, and what its dry run shows. */
class KubernetesLoginRoutesTest extends KubernetesMountFixture {

  @Test
  void aPodGetsATokenOfTheRole() {
    Auth auth = envelope(login()).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.entityId()).isNotEmpty();
    assertThat(auth.metadata())
        .isEqualTo(
            Map.of(
                "role", "web",
                "service_account_name", "web",
                "service_account_namespace", "prod",
                "service_account_secret_name", "",
                "service_account_uid", "u1"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("kubernetes-prod-web"))
        .containsEntry("path", Value.of(LOGIN));
  }

  @Test
  void aTokenInASecretIsAdmittedByARoleWithoutAnAudience() {
    String jwt = token(claimsInSecret());
    assertThat(denied(login("web", jwt))).contains("[audience_mismatch]");
    envelope(server.write(root, ROLE, Map.of("audience", "")));

    Auth auth = envelope(login("web", jwt)).auth().orElseThrow();

    assertThat(auth.metadata()).containsEntry("service_account_secret_name", "web-token-t5pcn");
    assertThat(
            ((Value.Obj) ClusterFixture.body(server.web().received().get(0)).get("spec").get())
                .get("audiences"))
        .isEmpty();
  }

  @Test
  void aRequestThatIsIncompleteIsInvalid() {
    assertThat(invalid(server.write("", LOGIN, Map.of("jwt", JWT)))).isEqualTo("missing role");
    assertThat(invalid(server.write("", LOGIN, Map.of("role", "web")))).isEqualTo("missing jwt");
    assertThat(invalid(login("none", JWT))).isEqualTo("invalid role name \"none\"");
    done(server.write(root, "sys/auth/empty", Map.of("type", "kubernetes")));
    assertThat(invalid(server.write("", "auth/empty/login", Map.of("role", "web", "jwt", JWT))))
        .isEqualTo("could not load backend configuration");
  }

  @Test
  void aRoleThatWasDeletedIsARefusalOnceTheTokenIsProved() {
    done(server.delete(root, ROLE));

    assertThat(invalid(login("web", JWT))).isEqualTo("invalid role name \"web\"");

    assertThat(data(server.read(root, "auth/kubernetes/refusals")).get("refusals").toString())
        .contains("role_unknown", "system:serviceaccount:prod:web");
    assertThat(explained(JWT).get("checks").toString())
        .contains("role_unknown", "it may have been deleted or renamed");
  }

  @Test
  void aStrangerLearnsNeitherRolesNorReasons() {
    review(ClusterFixture.denied());

    notAccepted(login("web", JWT));
    notAccepted(login("none", JWT));
  }

  @Test
  void theCallerReadsReasonsButNoBoundValues() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names", "api-*",
                "bound_service_account_namespaces", "secret-project")));

    assertThat(denied(login()))
        .isEqualTo(
            "permission denied: the role does not admit this service account name"
                + " [name_not_bound]; permission denied: the role does not admit this namespace"
                + " [namespace_not_bound]");
  }

  @Test
  void aTokenOfAnotherAddressIsRefused() {
    done(server.write(root, ROLE, Map.of("token_bound_cidrs", "198.51.100.0/24")));

    assertThat(denied(login())).contains("[address_not_bound]").doesNotContain("198.51");
    server.comeFrom("198.51.100.7");
    assertThat(clientToken(login())).isNotEmpty();
  }

  @Test
  void anAliasIsNamedAfterTheUidOrTheName() {
    String byUid = envelope(login()).auth().orElseThrow().entityId();
    assertThat(explained(JWT).get("token_preview").toString()).contains("u1");
    done(server.write(root, ROLE, Map.of("alias_name_source", "serviceaccount_name")));

    assertThat(envelope(login()).auth().orElseThrow().entityId()).isNotEqualTo(byUid);
    assertThat(explained(JWT).get("token_preview").toString()).contains("prod/web");
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRole() {
    String token = clientToken(login());
    server.web().breakDown();
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));
    done(server.delete(root, ROLE));
    assertThat(invalid(server.write(token, "auth/token/renew-self", Map.of())))
        .isEqualTo("role web does not exist during renewal");
  }

  @Test
  void loginsAreCountedAndAudited() {
    login();
    server.enableAudit(root);
    done(server.write(root, ROLE, Map.of("bound_service_account_names", "api")));
    login();

    assertThat(logins("granted", "none")).isEqualTo(1);
    assertThat(logins("refused", "name_not_bound")).isEqualTo(1);
    assertThat(server.audit().records().toString())
        .contains("name_not_bound", "refused", "system:serviceaccount:prod:web")
        .doesNotContain(JWT);
  }

  private double logins(String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of(
                "mount", "auth/kubernetes/", "role", "web", "outcome", outcome, "reason", reason));
  }

  @Test
  void explainsEveryCheckAndIssuesNothing() {
    Map<String, Value> granted = explained(JWT);
    assertThat(granted).containsEntry("granted", Value.of(true));
    assertThat(granted.get("token_preview").toString()).contains("service_account_name");
    assertThat(((Value.Items) granted.get("checks")).values()).hasSize(10);

    done(server.write(root, ROLE, Map.of("bound_service_account_namespaces", "test-*")));
    Map<String, Value> refused = explained(JWT);
    assertThat(refused).containsEntry("granted", Value.of(false));
    assertThat(refused.get("checks").toString()).contains("namespace_not_bound", "test-*");
    assertThat(((Value.Items) refused.get("checks")).values()).hasSize(10);
    assertThat(denied(server.write("", LOGIN + "/explain", Map.of("role", "web", "jwt", JWT))))
        .contains("permission denied");
  }
}
