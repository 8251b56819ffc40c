package io.azimuth.approle;

import static io.azimuth.approle.AppRoleMount.refused;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles, whole and by single parameters. */
class AppRoleRoutesTest {

  private final AppRoleMount mount = new AppRoleMount();

  @Test
  void aReadShowsEveryParameter() {
    done(mount.write("web", Map.of()));

    assertThat(data(mount.read("web")))
        .isEqualTo(
            Values.of(
                    Map.ofEntries(
                        Map.entry("bind_secret_id", true),
                        Map.entry("local_secret_ids", false),
                        Map.entry("secret_id_bound_cidrs", Value.NULL),
                        Map.entry("secret_id_num_uses", 0),
                        Map.entry("secret_id_ttl", 0),
                        Map.entry("token_ttl", 0),
                        Map.entry("token_max_ttl", 0),
                        Map.entry("token_explicit_max_ttl", 0),
                        Map.entry("token_period", 0),
                        Map.entry("token_policies", List.of()),
                        Map.entry("token_bound_cidrs", List.of()),
                        Map.entry("token_no_default_policy", false),
                        Map.entry("token_num_uses", 0),
                        Map.entry("token_type", "default"),
                        Map.entry("bind_token", "off")))
                .members());
  }

  @Test
  void oldNamesAreTakenAndShown() {
    done(
        mount.write(
            "web",
            Map.of("policies", "a,b", "period", "1h", "bound_cidr_list", List.of("10.0.0.0/8"))));

    assertThat(data(mount.read("web")))
        .containsEntry("policies", Value.of(List.of("a", "b")))
        .containsEntry("token_policies", Value.of(List.of("a", "b")))
        .containsEntry("period", Value.of(3_600))
        .containsEntry("token_period", Value.of(3_600))
        .containsEntry("secret_id_bound_cidrs", Value.of(List.of("10.0.0.0/8")))
        .doesNotContainKey("bound_cidr_list");
    done(mount.write("web", Map.of("token_policies", "c")));
    assertThat(data(mount.read("web")))
        .containsEntry("token_policies", Value.of(List.of("c")))
        .doesNotContainKey("policies");
  }

  @Test
  void policiesThatNoLoginGetsAreRefused() {
    done(mount.write("web", Map.of("token_policies", "ci")));

    refused(
        mount.write("web", Map.of("token_policies", "ci,root")),
        "auth methods cannot create root tokens");
    refused(
        mount.write("web/policies", Map.of("token_policies", "root")),
        "auth methods cannot create root tokens");
    assertThat(data(mount.read("web"))).containsEntry("token_policies", Value.of(List.of("ci")));
  }

  @Test
  void whatIsNotSentStays() {
    String id = mount.role("web", Map.of("token_ttl", "1h", "secret_id_num_uses", 3));

    assertThat(mount.role("WEB", Map.of("secret_id_ttl", "10m"))).isEqualTo(id);

    assertThat(data(mount.read("web")))
        .containsEntry("token_ttl", Value.of(3_600))
        .containsEntry("secret_id_num_uses", Value.of(3))
        .containsEntry("secret_id_ttl", Value.of(600));
  }

  @Test
  void rolesAreListedAndDeleted() {
    done(mount.write("web", Map.of()));
    done(mount.write("api", Map.of()));
    assertThat(data(mount.server().list(mount.root(), "auth/app/role")))
        .containsEntry("keys", Value.of(List.of("api", "web")));

    done(mount.server().delete(mount.root(), "auth/app/role/web"));
    done(mount.server().delete(mount.root(), "auth/app/role/web"));

    assertThat(mount.read("web")).isInstanceOf(Answer.NotFound.class);
    assertThat(mount.read("web/role-id")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void theOperatorMayChooseTheRoleId() {
    assertThat(mount.role("web", Map.of("role_id", "web-id"))).isEqualTo("web-id");
    refused(mount.write("api", Map.of("role_id", "web-id")), "role_id already in use");

    done(mount.write("web/role-id", Map.of("role_id", "other")));

    assertThat(mount.role("api", Map.of("role_id", "web-id"))).isEqualTo("web-id");
    refused(mount.write("web/role-id", Map.of()), "missing role_id");
    assertThat(refusal(mount.write("nobody/role-id", Map.of("role_id", "x"))).category())
        .isEqualTo(ErrorCategory.NOT_FOUND);
  }

  @Test
  void whatIsWrongIsSaid() {
    refused(
        mount.write("web", Map.of("bind_secret_id", false)),
        "at least one constraint should be enabled on the role");
    refused(
        mount.write("web", Map.of("secret_id_bound_cidr", "10.0.0.0/8")),
        "unknown parameter \"secret_id_bound_cidr\"; did you mean \"secret_id_bound_cidrs\"?");
    assertThat(mount.read("web")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void localSecretIdsAreShownAndKept() {
    String id = mount.role("web", Map.of("local_secret_ids", true));

    assertThat(data(mount.read("web"))).containsEntry("local_secret_ids", Value.of(true));
    assertThat(data(mount.read("web/local-secret-ids")))
        .isEqualTo(Map.of("local_secret_ids", Value.of(true)));
    assertThat(mount.role("web", Map.of("local_secret_ids", true, "token_ttl", "1h")))
        .isEqualTo(id);
    refused(
        mount.write("web", Map.of("local_secret_ids", false)),
        "local_secret_ids can only be modified during role creation");
    done(mount.write("web/token-ttl", Map.of("token_ttl", "2h")));
    assertThat(data(mount.read("web"))).containsEntry("local_secret_ids", Value.of(true));
  }

  @Test
  void typesOfMountsAreTaken() {
    done(mount.write("web", Map.of("token_type", "default-batch")));

    assertThat(data(mount.read("web"))).containsEntry("token_type", Value.of("batch"));
  }

  @Test
  void aLongerLifeThanTheMountAllowsIsWarnedOf() {
    Answer.Envelope answer =
        (Answer.Envelope) mount.write("web", Map.of("token_max_ttl", "10000h"));

    assertThat(answer.warnings())
        .containsExactly(
            "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens'"
                + " max TTL value will be truncated");
  }

  @ParameterizedTest
  @CsvSource({
    "policies, token_policies, a, a",
    "secret-id-bound-cidrs, secret_id_bound_cidrs, 10.0.0.0/8, 10.0.0.0/8",
    "token-bound-cidrs, token_bound_cidrs, 10.0.0.0/8, 10.0.0.0/8",
    "bind-secret-id, bind_secret_id, true, true",
    "secret-id-num-uses, secret_id_num_uses, 3, 3",
    "secret-id-ttl, secret_id_ttl, 1h, 3600",
    "period, token_period, 1h, 3600",
    "token-num-uses, token_num_uses, 3, 3",
    "token-ttl, token_ttl, 1h, 3600",
    "token-max-ttl, token_max_ttl, 1h, 3600"
  })
  void aSingleParameterHasItsPath(String part, String parameter, String sent, String shown) {
    String path = "web/" + part;
    assertThat(mount.read(path)).isInstanceOf(Answer.NotFound.class);
    assertThat(refusal(mount.write(path, Map.of(parameter, sent))).category())
        .isEqualTo(ErrorCategory.NOT_FOUND);
    done(mount.write("web", Map.of("token_explicit_max_ttl", "5h")));
    Value before = data(mount.read("web")).get(parameter);

    done(mount.write(path, Map.of(parameter, sent)));

    assertThat(data(mount.read(path))).containsOnlyKeys(parameter);
    assertThat(data(mount.read(path)).get(parameter).toString()).contains(shown);
    assertThat(data(mount.read("web"))).containsEntry("token_explicit_max_ttl", Value.of(18_000));
    refused(mount.write(path, Map.of()), "missing " + parameter);

    done(mount.server().delete(mount.root(), "auth/app/role/" + path));
    assertThat(data(mount.read("web"))).containsEntry(parameter, before);
  }

  @Test
  void theOldPathOfBoundAddressesIsServed() {
    done(mount.write("web", Map.of()));
    done(mount.write("web/bound-cidr-list", Map.of("bound_cidr_list", "10.0.0.0/8")));

    assertThat(data(mount.read("web/bound-cidr-list")))
        .isEqualTo(Map.of("bound_cidr_list", Value.of(List.of("10.0.0.0/8"))));
    assertThat(data(mount.read("web/local-secret-ids")))
        .isEqualTo(Map.of("local_secret_ids", Value.of(false)));
  }

  @Test
  void aSingleParameterIsJudgedWithTheWholeRole() {
    done(mount.write("web", Map.of("token_max_ttl", "1h")));

    refused(
        mount.write("web/token-ttl", Map.of("token_ttl", "2h")),
        "'token_ttl' cannot be greater than 'token_max_ttl'");
    refused(
        mount.write("web/bind-secret-id", Map.of("bind_secret_id", false)),
        "at least one constraint should be enabled on the role");
  }

  @Test
  void theLinterSaysWhichRolesAreLax() {
    mount.role(
        "web",
        Map.of(
            "bind_secret_id", false,
            "secret_id_bound_cidrs", "10.0.0.0/8",
            "token_ttl", "1h",
            "token_policies", "none"));

    Value.Items advice = (Value.Items) data(mount.read("web/advice")).get("advice");

    assertThat(advice.values()).hasSize(2);
    assertThat(((Value.Obj) advice.values().get(0)).members())
        .containsEntry("code", Value.of("no_secret_id"))
        .containsEntry("severity", Value.of("warning"))
        .containsEntry("change", Value.Obj.builder().put("bind_secret_id", true).build());
    assertThat(advice.values().get(1).toString()).contains("policy_missing");
    assertThat(mount.read("none/advice")).isEqualTo(new Answer.NotFound());
  }
}
