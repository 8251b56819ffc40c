package io.azimuth.approle;

import static io.azimuth.approle.AppRoleMount.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.approle.AppRoleMount.SecretIdReceipt;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logins with a role id and a secret id. */
class AppRoleLoginRoutesTest {

  private final AppRoleMount mount = new AppRoleMount();

  @Test
  void bothTogetherGiveAToken() {
    String roleId = mount.role("web", Map.of("token_policies", "web", "token_ttl", "1h"));
    SecretIdReceipt made = mount.secretId("web", Map.of("metadata", "{\"team\":\"a\"}"));

    Auth auth = envelope(mount.logIn(roleId, " " + made.itself() + "\n")).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.metadata()).isEqualTo(Map.of("team", "a", "role_name", "web"));
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.displayName()).isEqualTo("app");
    assertThat(auth.renewable()).isTrue();
    assertThat(
            data(mount.server().read(mount.root(), "identity/entity/id/" + auth.entityId()))
                .toString())
        .contains(roleId)
        .doesNotContain("team");
  }

  @Test
  void aStrangerIsNotToldWhichOneIsWrong() {
    String roleId = mount.role("web", Map.of());
    String secretId = mount.secretId("web", Map.of()).itself();
    mount.role("api", Map.of());
    String other = mount.secretId("api", Map.of()).itself();

    Stream.of(
            mount.logIn(roleId, "wrong"),
            mount.logIn("wrong", secretId),
            mount.logIn(roleId, other),
            mount.logIn("wrong", "wrong"))
        .forEach(answer -> refused(answer, "invalid role or secret ID"));
    refused(mount.logIn(roleId, ""), "missing secret_id");
    refused(mount.logIn("wrong", ""), "missing secret_id");
    refused(mount.logIn("", secretId), "missing role_id");
  }

  @Test
  void onAMountWithoutRolesItIsTheSame() {
    refused(mount.logIn("a", "b"), "invalid role or secret ID");
  }

  @Test
  void aQuotaOfARoleCountsItsLogins() {
    String web = mount.role("web", Map.of("secret_id_num_uses", 0));
    String api = mount.role("api", Map.of());
    String ofWeb = mount.secretId("web", Map.of()).itself();
    String ofApi = mount.secretId("api", Map.of()).itself();
    done(
        mount
            .server()
            .write(
                mount.root(),
                "sys/quotas/rate-limit/web",
                Map.of("path", "auth/app", "role", "web", "rate", 1)));

    clientToken(mount.logIn(web, ofWeb));
    assertThat(refusal(mount.logIn(web, ofWeb)).category()).isEqualTo(ErrorCategory.RATE_LIMITED);
    clientToken(mount.logIn(api, ofApi));
    refused(mount.logIn("wrong", ofWeb), "invalid role or secret ID");
  }

  @Test
  void usesAreCounted() {
    String roleId = mount.role("web", Map.of("secret_id_num_uses", 2));
    SecretIdReceipt made = mount.secretId("web", Map.of());

    clientToken(mount.logIn(roleId, made.itself()));
    assertThat(data(mount.write("web/secret-id/lookup", Map.of("secret_id", made.itself()))))
        .containsEntry("secret_id_num_uses", Value.of(1));
    clientToken(mount.logIn(roleId, made.itself()));

    refused(mount.logIn(roleId, made.itself()), "invalid role or secret ID");
    assertThat(
            refusal(
                    mount.write(
                        "web/secret-id-accessor/lookup",
                        Map.of("secret_id_accessor", made.accessor())))
                .category())
        .isEqualTo(ErrorCategory.NOT_FOUND);
  }

  @Test
  void ofManyLoginsAtOnceTheLastUseGivesOneToken() {
    String roleId = mount.role("web", Map.of("secret_id_num_uses", 1));
    for (int round = 0; round < 20; round++) {
      String secretId = mount.secretId("web", Map.of()).itself();

      List<CompletableFuture<Answer>> logins =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> mount.logIn(roleId, secretId)))
              .toList();

      List<Answer> answers = logins.stream().map(CompletableFuture::join).toList();
      assertThat(answers.stream().filter(Answer.Envelope.class::isInstance)).hasSize(1);
      answers.stream()
          .filter(Answer.Refused.class::isInstance)
          .forEach(answer -> refused(answer, "invalid role or secret ID"));
    }
  }

  @Test
  void aRefusedLoginUsesNothingUp() {
    String roleId = mount.role("web", Map.of("secret_id_num_uses", 1));
    String secretId = mount.secretId("web", Map.of("cidr_list", "10.0.0.0/8")).itself();

    refused(
        mount.logIn(roleId, secretId),
        "source address unauthorized by CIDR restrictions on the secret ID");
    mount.server().comeFrom("10.1.2.3");
    clientToken(mount.logIn(roleId, secretId));
  }

  @Test
  void itsTimeIsOverAtItsEnd() {
    String roleId = mount.role("web", Map.of("secret_id_ttl", "1h"));
    String secretId = mount.secretId("web", Map.of()).itself();

    mount.server().clock().advance(Duration.ofMinutes(59));
    clientToken(mount.logIn(roleId, secretId));
    mount.server().clock().advance(Duration.ofMinutes(1));

    refused(mount.logIn(roleId, secretId), "invalid role or secret ID");
  }

  @Test
  void tokensAreBoundAsTheSecretIdSays() {
    String roleId = mount.role("web", Map.of("token_bound_cidrs", "192.0.2.0/24"));
    String secretId = mount.secretId("web", Map.of("token_bound_cidrs", "192.0.2.7/32")).itself();
    String token = clientToken(mount.logIn(roleId, secretId));

    assertThat(data(mount.server().read(token, "auth/token/lookup-self"))).isNotEmpty();
    mount.server().comeFrom("192.0.2.8");

    assertThat(refusal(mount.server().read(token, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void aRoleThatNeedsNoSecretIdIsBoundByAddresses() {
    String roleId =
        mount.role("web", Map.of("bind_secret_id", false, "secret_id_bound_cidrs", "192.0.2.0/24"));

    clientToken(mount.logIn(roleId, ""));
    refused(mount.write("web/secret-id", Map.of()), "bind_secret_id is not set on the role");
    mount.server().comeFrom("198.51.100.1");

    refused(
        mount.logIn(roleId, ""), "source address unauthorized by CIDR restrictions on the role");
  }

  @Test
  void aDryRunShowsEachCheckAndUsesNothingUp() {
    String roleId = mount.role("web", Map.of("secret_id_num_uses", 1, "token_policies", "web"));
    SecretIdReceipt made = mount.secretId("web", Map.of());

    Map<String, Value> granted = mount.explain(roleId, made.itself());
    Map<String, Value> refused = mount.explain("wrong", made.itself());

    assertThat(granted).containsEntry("granted", Value.of(true));
    assertThat(granted.toString())
        .contains("accessor " + made.accessor())
        .doesNotContain(made.itself());
    assertThat(((Value.Obj) granted.get("token_preview")).members())
        .containsEntry("policies", Value.of(List.of("default", "web")))
        .containsEntry("alias", Value.of(roleId));
    assertThat(refused)
        .containsEntry("granted", Value.of(false))
        .containsEntry("token_preview", Value.NULL);
    assertThat(refused.get("checks").toString()).contains("role_id_unknown");
    clientToken(mount.logIn(roleId, made.itself()));
  }

  @Test
  void anOperatorReadsTheReasonInTheAuditLog() {
    mount.server().enableAudit(mount.root());
    String roleId = mount.role("web", Map.of());

    refused(mount.logIn(roleId, "wrong"), "invalid role or secret ID");

    assertThat(mount.server().audit().records().toString())
        .contains("secret_id_unknown", "a secret id of the role", "decision=Text[text=refused]")
        .doesNotContain("\"wrong\"", "principal");
  }

  @Test
  void anOperatorReadsTheLatestRefusalsAndNoSecretId() {
    String roleId = mount.role("web", Map.of("secret_id_bound_cidrs", "10.0.0.0/8"));
    String secretId = mount.secretId("web", Map.of()).itself();

    mount.logIn(roleId, secretId);
    mount.logIn(roleId, "wrong-one");
    mount.logIn("of-a-deleted-role", secretId);

    List<Value> latest =
        ((Value.Items) data(mount.server().read(mount.root(), "auth/app/refusals")).get("refusals"))
            .values();
    assertThat(latest).hasSize(3);
    assertThat(latest.toString())
        .contains("address_not_in_secret_id_bound_cidrs", "10.0.0.0/8", "role=Text[text=web]")
        .contains("secret_id_unknown", "role_id_unknown")
        .doesNotContain(secretId, "wrong-one");
  }

  @Test
  void aRefusalCountsForItsRoleOnceThatIsProved() {
    String roleId = mount.role("web", Map.of("secret_id_bound_cidrs", "10.0.0.0/8"));
    String secretId = mount.secretId("web", Map.of()).itself();

    mount.logIn(roleId, secretId);
    mount.logIn(roleId, "wrong");

    assertThat(logins("web", "address_not_in_secret_id_bound_cidrs")).isEqualTo(1);
    assertThat(logins("none", "secret_id_unknown")).isEqualTo(1);
  }

  private double logins(String role, String reason) {
    Map<String, String> labels =
        Map.of("mount", "auth/app/", "role", role, "outcome", "refused", "reason", reason);
    return mount.server().metrics().number("azimuth_logins_total", labels);
  }

  @Test
  void aRenewalTakesTheRoleAsItIsNow() {
    String roleId = mount.role("web", Map.of("token_ttl", "1h"));
    String token = clientToken(mount.logIn(roleId, mount.secretId("web", Map.of()).itself()));
    done(mount.write("web/token-ttl", Map.of("token_ttl", "2h")));

    Auth renewed =
        envelope(mount.server().write(token, "auth/token/renew-self", Map.of()))
            .auth()
            .orElseThrow();
    assertThat(renewed.lease()).isEqualTo(Duration.ofHours(2));

    done(mount.server().delete(mount.root(), "auth/app/role/web"));
    refused(
        mount.server().write(token, "auth/token/renew-self", Map.of()),
        "role web does not exist during renewal");
  }
}
