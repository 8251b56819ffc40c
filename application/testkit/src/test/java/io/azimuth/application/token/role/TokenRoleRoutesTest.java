package io.azimuth.application.token.role;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token roles, and creating tokens with a role. */
class TokenRoleRoutesTest {

  private static final String ROLE = "auth/token/roles/ci";
  private static final String CREATE = "auth/token/create/ci";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void aReadShowsEveryParameter() {
    done(server.write(root, ROLE, Map.of()));

    assertThat(data(server.read(root, ROLE)))
        .containsOnlyKeys(
            "name",
            "allowed_policies",
            "disallowed_policies",
            "allowed_policies_glob",
            "disallowed_policies_glob",
            "orphan",
            "path_suffix",
            "renewable",
            "token_type",
            "allowed_entity_aliases",
            "token_no_default_policy",
            "period",
            "explicit_max_ttl",
            "token_period",
            "token_explicit_max_ttl")
        .containsEntry("renewable", Value.of(true))
        .containsEntry("token_type", Value.of("default-service"));
  }

  @Test
  void whatIsNotSentStays() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "allowed_policies",
                "B,a",
                "token_num_uses",
                3,
                "token_bound_cidrs",
                "10.0.0.0/8")));
    done(server.write(root, ROLE, Map.of("orphan", true)));
    done(server.write(root, ROLE, Map.of("allowed_entity_aliases", List.of("Bob"))));

    assertThat(data(server.read(root, ROLE)))
        .containsEntry("allowed_policies", Value.of(List.of("a", "b")))
        .containsEntry("token_num_uses", Value.of(3))
        .containsEntry("token_bound_cidrs", Value.of(List.of("10.0.0.0/8")))
        .containsEntry("orphan", Value.of(true))
        .containsEntry("allowed_entity_aliases", Value.of(List.of("bob")))
        .doesNotContainKey("bound_cidrs");
    done(server.write(root, ROLE, Map.of("allowed_policies", "", "token_bound_cidrs", List.of())));
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("allowed_policies", Value.of(List.of()))
        .doesNotContainKey("token_bound_cidrs");
  }

  @Test
  void anOldNameIsShownWhileItWasTheLastToBeUsed() {
    done(
        server.write(
            root,
            ROLE,
            Map.of("period", "1h", "explicit_max_ttl", "2h", "bound_cidrs", "192.0.2.1")));
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("period", Value.of(3_600))
        .containsEntry("token_period", Value.of(3_600))
        .containsEntry("explicit_max_ttl", Value.of(7_200))
        .containsEntry("bound_cidrs", Value.of(List.of("192.0.2.1")));

    Answer both = server.write(root, ROLE, Map.of("period", "3h", "token_period", "2h"));

    assertThat(envelope(both).warnings())
        .containsExactly(
            "Both 'token_period' and deprecated 'period' value supplied, ignoring the deprecated"
                + " value");
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("period", Value.of(0))
        .containsEntry("token_period", Value.of(7_200))
        .containsEntry("token_explicit_max_ttl", Value.of(7_200));
  }

  @Test
  void theStoredFormKeepsNamesAndOrder() {
    done(server.write(root, ROLE, Map.of("allowed_policies", "a", "period", "1h")));

    assertThat(stored())
        .containsExactly(
            "allowed_policies=Items[values=[Text[text=a]]]",
            "disallowed_policies=Items[values=[]]",
            "allowed_policies_glob=Items[values=[]]",
            "disallowed_policies_glob=Items[values=[]]",
            "orphan=Bool[on=false]",
            "renewable=Bool[on=true]",
            "path_suffix=Text[text=]",
            "allowed_entity_aliases=Items[values=[]]",
            "token_no_default_policy=Bool[on=false]",
            "token_type=Text[text=default-service]",
            "token_num_uses=Num[literal=0]",
            "bind_token=Text[text=]",
            "period=Num[literal=3600]",
            "token_explicit_max_ttl=Num[literal=0]",
            "token_bound_cidrs=Items[values=[]]");

    done(server.write(root, ROLE, Map.of("explicit_max_ttl", "2h", "bound_cidrs", "::1")));

    assertThat(stored())
        .endsWith(
            "period=Num[literal=3600]",
            "explicit_max_ttl=Num[literal=7200]",
            "bound_cidrs=Items[values=[Text[text=::1]]]");
  }

  @Test
  void aTypeCannotBeNull() {
    assertInvalid(
        server.write(root, ROLE, Map.of("token_type", Value.NULL)),
        "Invalid 'token_type' value: null");
    done(server.write(root, ROLE, Map.of("token_type", "default-batch")));
    done(server.write(root, ROLE, Map.of("token_type", "default")));
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("token_type", Value.of("default-service"));
  }

  @Test
  void validationRunsOnTheMergedRole() {
    done(
        server.write(
            root, ROLE, Map.of("token_type", "batch", "orphan", true, "renewable", false)));

    assertInvalid(
        server.write(root, ROLE, Map.of("orphan", false)),
        "'token_type' cannot be 'batch' when role is set to generate non-orphan tokens");
    assertInvalid(
        server.write(root, ROLE, Map.of("token_period", "1h")),
        "'token_type' cannot be 'batch' when role is set to generate periodic tokens");
  }

  @Test
  void anExplicitMaximumAboveTheSystemsIsWarnedAbout() {
    assertThat(
            envelope(server.write(root, ROLE, Map.of("token_explicit_max_ttl", "800h"))).warnings())
        .containsExactly(
            "Given explicit max TTL of 2880000 is greater than system/mount allowed value of"
                + " 2764800 seconds");
  }

  @Test
  void rolesAreListedAndRemoved() {
    done(server.write(root, ROLE, Map.of()));
    done(server.write(root, "auth/token/roles/CI", Map.of()));

    assertThat(data(server.list(root, "auth/token/roles")))
        .isEqualTo(Map.of("keys", Value.of(List.of("CI", "ci"))));
    done(server.delete(root, ROLE));
    done(server.delete(root, ROLE));
    assertThat(server.read(root, ROLE)).isInstanceOf(Answer.NotFound.class);
    assertThat(data(server.read(root, "auth/token/roles/CI"))).isNotEmpty();
    done(server.delete(root, "auth/token/roles/CI"));
    assertThat(server.list(root, "auth/token/roles")).isInstanceOf(Answer.NotFound.class);
    assertInvalid(server.write(root, "auth/token/roles/a b", Map.of()), "invalid role name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "default", "roles", "self"})
  @DisplayName("GHSA-mwr2-wmgp-crj6: reserved words are names like others")
  void reservedWordsAreNamesLikeOthers(String name) {
    done(server.write(root, "auth/token/roles/" + name, Map.of("allowed_policies", "web")));

    Auth auth =
        envelope(server.write(root, "auth/token/create/" + name, Map.of())).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
  }

  @Test
  void aNewRoleNeedsCreateAndAnOldOneUpdate() {
    String creator = tokenWith("path \"auth/token/roles/*\" { capabilities = [\"create\"] }");

    done(server.write(creator, ROLE, Map.of()));
    assertThat(refusal(server.write(creator, ROLE, Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void anUnknownRoleIsSaidSo() {
    assertInvalid(server.write(root, CREATE, Map.of()), "unknown role ci");
    assertInvalid(server.write(root, "auth/token/create/a b", Map.of()), "unknown role a b");
  }

  @Test
  void aTokenKnowsItsRoleAndHasItsPath() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "allowed_policies",
                "web",
                "path_suffix",
                "nightly",
                "orphan",
                true,
                "token_bound_cidrs",
                "192.0.2.0/24")));

    Auth auth = created(root, Map.of());

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.orphan()).isTrue();
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("role", Value.of("ci"))
        .containsEntry("path", Value.of("auth/token/create/ci/nightly"))
        .containsEntry("bound_cidrs", Value.of(List.of("192.0.2.0/24")));
  }

  @Test
  void thePeriodOfARoleHoldsForRenewalsAndItsPathForLeases() {
    done(
        server.write(
            root,
            ROLE,
            Map.of("allowed_policies", "a,b", "path_suffix", "jobs", "token_period", "1h")));
    String token = created(root, Map.of()).clientToken().expose();
    server.clock().advance(Duration.ofMinutes(30));
    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .containsEntry("period", Value.of(3_600))
        .containsEntry("ttl", Value.of(1_800));

    Answer renewed = server.write(token, "auth/token/renew-self", Map.of("increment", "5s"));

    assertThat(envelope(renewed).auth().orElseThrow().lease()).isEqualTo(Duration.ofHours(1));
    done(server.write(root, "sys/leases/revoke-prefix/auth/token/create/ci", Map.of()));
    assertThat(refusal(server.read(token, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(data(server.read(root, ROLE))).containsEntry("name", Value.of("ci"));
  }

  @Test
  void aRoleWithListsGivesWhatItsUserDoesNotHave() {
    done(server.write(root, ROLE, Map.of("allowed_policies_glob", "app-*")));
    String user = tokenWith("path \"auth/token/create/ci\" { capabilities = [\"update\"] }");

    assertThat(created(user, Map.of("policies", "app-1")).policies())
        .containsExactly("app-1", "default");
    assertInvalid(
        server.write(user, CREATE, Map.of("policies", "ops")),
        "token policies ([\"default\" \"ops\"]) must be subset of the role's allowed policies"
            + " ([\"default\"]) or glob policies ([\"app-*\"])");
  }

  @Test
  void aRoleWithoutListsGivesNoMoreThanItsUserHas() {
    done(server.write(root, ROLE, Map.of()));
    String user = tokenWith("path \"auth/token/create/ci\" { capabilities = [\"update\"] }");

    assertThat(created(user, Map.of()).policies()).containsExactly("default", "p");
    assertInvalid(
        server.write(user, CREATE, Map.of("policies", "ops")),
        "child policies must be subset of parent");
  }

  @Test
  void aRolesPatternNeverGivesRoot() {
    done(server.write(root, ROLE, Map.of("allowed_policies_glob", "*")));
    String user = tokenWith("path \"auth/token/create/ci\" { capabilities = [\"update\"] }");

    assertInvalid(
        server.write(user, CREATE, Map.of("policies", " ROOT")),
        "root tokens may not be created without parent token being root");
  }

  @ParameterizedTest(name = "role {0}, asked {1}: {2}")
  @CsvSource({"3, 0, 3", "0, 4, 4", "3, 4, 3", "5, 4, 4", "0, 0, 0"})
  void theLesserNumberOfUsesHolds(int ofRole, int asked, int result) {
    done(server.write(root, ROLE, Map.of("token_num_uses", ofRole, "allowed_policies", "web")));

    assertThat(created(root, Map.of("num_uses", asked)).numUses()).isEqualTo(result);
  }

  @Test
  void theLesserLimitHoldsAndIsSaid() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "allowed_policies", "web", "token_explicit_max_ttl", "2h", "token_period", "30m")));

    Answer.Envelope answer =
        envelope(server.write(root, CREATE, Map.of("explicit_max_ttl", "1h", "period", "1h")));

    assertThat(answer.warnings())
        .containsExactly(
            "Policy \"web\" does not exist",
            "Explicit max TTL specified both during creation call and in role; using the lesser"
                + " value of 3600 seconds",
            "Period specified both during creation call and in role; using the lesser value of"
                + " 1800 seconds");
    assertThat(answer.auth().orElseThrow().lease()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aPeriodOfTheRoleNeedsNoSudoButOneOfTheRequestDoes() {
    done(server.write(root, ROLE, Map.of("token_period", "30m")));
    String user = tokenWith("path \"auth/token/create/ci\" { capabilities = [\"update\"] }");

    assertThat(created(user, Map.of()).lease()).isEqualTo(Duration.ofMinutes(30));
    assertInvalid(
        server.write(user, CREATE, Map.of("period", "10m")),
        "root or sudo privileges required to create periodic token");
  }

  @Test
  void whatIsNotRenewableByRoleIsNotRenewable() {
    done(server.write(root, ROLE, Map.of("renewable", false, "allowed_policies", "web")));

    assertThat(created(root, Map.of("renewable", true)).renewable()).isFalse();
  }

  @Test
  void noParentIsLeftToTheRole() {
    done(server.write(root, ROLE, Map.of()));
    String user = tokenWith("path \"auth/token/create/ci\" { capabilities = [\"update\"] }");

    assertThat(created(user, Map.of("no_parent", true)).orphan()).isFalse();
  }

  @Test
  void anEntityIsNamedByAnAliasThatTheRoleAdmits() {
    done(
        server.write(
            root, ROLE, Map.of("allowed_policies", "web", "allowed_entity_aliases", "svc-*")));

    Auth first = created(root, Map.of("entity_alias", "SVC-one"));
    Auth second = created(root, Map.of("entity_alias", "svc-ONE"));

    assertThat(first.entityId()).isNotEmpty().isEqualTo(second.entityId());
    assertInvalid(
        server.write(root, CREATE, Map.of("entity_alias", "bob")), "invalid 'entity_alias' value");
    assertInvalid(
        server.write(root, "auth/token/create", Map.of("entity_alias", "svc-one")),
        "'entity_alias' is only allowed in combination with token role");
  }

  @ParameterizedTest(name = "role {0}, asked {1}: {2}")
  @CsvSource({
    "default-service, '', service",
    "default-service, batch, batch",
    "default-batch, '', batch",
    "default-batch, service, service",
    "service, batch, service",
  })
  void theTypeIsTheRolesOrTheRequests(String ofRole, String asked, String result) {
    done(server.write(root, ROLE, Map.of("token_type", ofRole, "allowed_policies", "web")));

    assertThat(created(root, Map.of("type", asked)).type()).isEqualTo(result);
  }

  @Test
  void aRoleThatForcesBatchTokensRefusesWhatTheyCannotHave() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "token_type",
                "batch",
                "orphan",
                true,
                "renewable",
                false,
                "allowed_policies",
                "web")));

    assertThat(created(root, Map.of("type", "service")).type()).isEqualTo("batch");
    assertInvalid(
        server.write(root, CREATE, Map.of("num_uses", 1)),
        "batch tokens cannot have \"num_uses\" set");
    assertInvalid(
        server.write(root, CREATE, Map.of("explicit_max_ttl", "1h", "num_uses", 1)),
        "batch tokens cannot have \"explicit_max_ttl\" set");
    assertInvalid(
        server.write(root, CREATE, Map.of("period", "1h")),
        "batch tokens cannot have \"period\" set");
  }

  private Auth created(String token, Map<String, ?> body) {
    return envelope(server.write(token, CREATE, body)).auth().orElseThrow();
  }

  private String tokenWith(String policy) {
    done(server.write(root, "sys/policies/acl/p", Map.of("policy", policy)));
    return clientToken(server.write(root, "auth/token/create", Map.of("policies", "p")));
  }

  private List<String> stored() {
    UnitOfWork work = server.store().begin();
    String uuid =
        work.mounts().all().stream()
            .filter(mount -> mount.type().equals("token"))
            .findFirst()
            .orElseThrow()
            .uuid();
    return work.storage(uuid).get("role/ci").orElseThrow().members().entrySet().stream()
        .map(Object::toString)
        .toList();
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
