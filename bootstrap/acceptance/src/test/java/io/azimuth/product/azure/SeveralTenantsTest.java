package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.ROLE;
import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two tenants of the simulated Azure log in to one mount, which signs in to each of them. */
final class SeveralTenantsTest {

  private static final String OTHER_TENANT = "99999999-9999-9999-9999-999999999999";
  private static final String OTHER_SUBSCRIPTION = "88888888-8888-8888-8888-888888888888";
  private static final String FOREIGN_1 = AzureMount.principal(99);
  private static final String GROUP = "dddddddd-0000-4000-8000-000000000001";
  private static final String NOT_ACCEPTED =
      """
      {"errors":["permission denied: the token was not accepted [token_not_accepted]"],\
      "data":{"reasons":[{"code":"token_not_accepted","check":"token"}]}}
      """;

  private static final StandingClock CLOCK = SharedServer.clock();
  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure
        .mount()
        .with(
            "additional_tenants",
            OTHER_TENANT,
            "client_id",
            AzureMount.client(15),
            "client_secret",
            "lab-secret-of-azimuth-tenants");
  }

  @Test
  void eachTenantHasItsOwnAliasesAndMetadata() {
    azure.role(both("bound_service_principal_ids", AzureMount.WEB_1 + "," + FOREIGN_1));

    Reply own = azure.login(azure.jwt("web-1"));
    Reply other = azure.login(azure.jwt("foreign-1"));

    assertThat(granted(own)).doesNotContainKey("tenant_id");
    assertThat(granted(other)).containsEntry("tenant_id", OTHER_TENANT);
    assertThat(alias(own).path("name").asText()).isEqualTo(AzureMount.WEB_1);
    assertThat(Reply.members(alias(own).path("metadata"))).doesNotContainKey("tenant_id");
    assertThat(alias(other).path("name").asText()).isEqualTo(OTHER_TENANT + "/" + FOREIGN_1);
    assertThat(Reply.members(alias(other).path("metadata")))
        .containsEntry("tenant_id", OTHER_TENANT);
    assertThat(server.auditLog()).contains("\"tenant\":\"" + OTHER_TENANT + "\"");
  }

  @Test
  void aRoleThatBindsNoTenantAdmitsTheMountsOwnOnly() {
    azure.role("bound_subscription_ids", SUBSCRIPTION + "," + OTHER_SUBSCRIPTION);
    granted(azure.firstLogin(azure.jwt("web-1")));

    Reply refused = azure.login(azure.jwt("foreign-1"));

    assertRefused(refused, "tenant_not_bound");
    assertThat(refused.toString()).doesNotContain(AzureMount.TENANT);
    assertThat(azure.resources().reads("foreign-1")).isZero();
  }

  @Test
  void anExplanationShowsTheTenant() {
    azure.role("bound_service_principal_ids", FOREIGN_1);

    JsonNode checks =
        server
            .root()
            .write(
                azure.mount().at("login/explain"), AzureMount.request(ROLE, azure.jwt("foreign-1")))
            .data()
            .path("checks");

    assertThat(checks)
        .anySatisfy(
            check -> {
              assertThat(check.path("check").asText()).isEqualTo("tenant");
              assertThat(check.path("outcome").asText()).isEqualTo("failed");
              assertThat(check.path("reason").asText()).isEqualTo("tenant_not_bound");
              assertThat(check.path("actual").asText()).isEqualTo(OTHER_TENANT);
            });
  }

  @Test
  void resourcesAreReadInTheirOwnTenant() {
    azure.role(both("bound_subscription_ids", SUBSCRIPTION + "," + OTHER_SUBSCRIPTION));

    granted(azure.firstLogin(azure.jwt("web-1")));
    assertThat(granted(azure.firstLogin(azure.jwt("foreign-1"))))
        .containsEntry("subscription_id", OTHER_SUBSCRIPTION)
        .containsEntry("vm_name", "foreign-1")
        .containsEntry("tenant_id", OTHER_TENANT);
  }

  @Test
  void aResourceOfTheMountsTenantIsNotReadForAnother() {
    azure.role(both("bound_subscription_ids", SUBSCRIPTION));
    granted(azure.firstLogin(azure.jwt("web-1")));
    String bare = azure.bareJwt("foreign-1");

    Reply there = azure.login(bare, ResourceFixture.names("web-1"));
    Reply nowhere = azure.login(bare, ResourceFixture.names("no-such-machine"));

    assertRefused(there, "directory_forbidden");
    assertThat(nowhere.text().replace("no-such-machine", "web-1")).isEqualTo(there.text());
    assertThat(server.log()).contains("InvalidAuthenticationTokenTenant");
  }

  @Test
  void factsOfOneTenantAreNotThoseOfAnother() {
    azure.role(both("bound_subscription_ids", SUBSCRIPTION));
    granted(azure.firstLogin(azure.jwt("web-1")));
    String web1 = azure.resources().id("web-1");

    Reply other =
        azure.login(
            azure
                .mount()
                .mint(
                    TokenRequest.forMachine("foreign-1", AzureMount.AUDIENCE)
                        .withClaim("xms_mirid", web1)));

    assertRefused(other, "directory_forbidden");
  }

  @Test
  void aTokenOfATenantThatIsNotListedLearnsNothing() {
    azure.mount().with("additional_tenants", "");
    azure.role(both("bound_service_principal_ids", FOREIGN_1));

    for (String role : List.of(ROLE, "no-such-role")) {
      assertThat(azure.mount().login(role, azure.jwt("foreign-1")).text()).isEqualTo(NOT_ACCEPTED);
    }
  }

  @Test
  void aTokenIsOfOneTenantOnly() {
    azure.role(both("bound_service_principal_ids", "*", "bound_subscription_ids", SUBSCRIPTION));
    for (String machine : List.of("web-1", "foreign-1")) {
      TokenRequest order = TokenRequest.forMachine(machine, AzureMount.AUDIENCE);
      for (TokenRequest forged :
          List.of(
              order.with(TokenDefect.WRONG_TENANT),
              order.with(TokenDefect.WRONG_ISSUER),
              order.with(TokenDefect.FOREIGN_KEY),
              order.with(TokenDefect.UNKNOWN_KEY_ID),
              order.with(TokenDefect.OTHER_ISSUERS_KEY),
              order.with(TokenDefect.PAYLOAD_SWAPPED),
              order.with(TokenDefect.UNSIGNED),
              order.withClaim("tid", "77777777-7777-7777-7777-777777777777"),
              order.withClaim("tid", List.of(OTHER_TENANT)),
              order.withoutClaim("tid"))) {
        assertThat(azure.login(azure.mount().mint(forged)).text())
            .as("%s %s", machine, forged)
            .isEqualTo(NOT_ACCEPTED);
      }
    }
  }

  @Test
  void aTenantThatIsRemovedLogsInNoMoreAndRenewsNoToken() {
    azure.role(both("bound_service_principal_ids", AzureMount.WEB_1 + "," + FOREIGN_1));
    String own = azure.login(azure.jwt("web-1")).clientToken();
    String other = azure.login(azure.jwt("foreign-1")).clientToken();
    assertThat(renew(other).status()).isEqualTo(200);

    azure.mount().with("additional_tenants", "");

    assertThat(renew(own).status()).isEqualTo(200);
    assertThat(renew(other).status()).isEqualTo(403);
    assertThat(renew(other).errors().get(0)).endsWith("[tenant_not_bound]");
    assertThat(azure.login(azure.jwt("foreign-1")).text()).isEqualTo(NOT_ACCEPTED);
  }

  @Test
  void aRenewalAsksInTheTenantOfTheLogin() {
    azure.role(both("bound_subscription_ids", OTHER_SUBSCRIPTION, "renew_resource_proof", true));
    String token = azure.firstLogin(azure.jwt("foreign-1")).clientToken();
    CLOCK.advance(Duration.ofSeconds(61));

    assertThat(renew(token).status()).isEqualTo(200);
    assertThat(azure.resources().reads("foreign-1")).isEqualTo(2);
    azure.resources().delete("foreign-1");
    CLOCK.advance(Duration.ofSeconds(61));

    assertThat(renew(token).errors().get(0)).endsWith("[resource_not_found]");
  }

  @Test
  void aGroupOfAnotherTenantIsNotOneOfTheMounts() {
    azure.mount().with("resolve_groups", true);
    String group =
        server
            .root()
            .write("identity/group", Map.of("type", "external", "policies", "crowd"))
            .data()
            .path("id")
            .asText();
    server
        .root()
        .write(
            "identity/group-alias",
            Map.of(
                "name", GROUP,
                "mount_accessor", azure.mount().accessor(),
                "canonical_id", group));
    azure.role(both("bound_service_principal_ids", AzureMount.WEB_1 + "," + FOREIGN_1));

    assertThat(identityPolicies(azure.firstLogin(azure.jwt("web-1")))).containsExactly("crowd");
    assertThat(identityPolicies(azure.firstLogin(azure.jwt("foreign-1")))).isEmpty();
    assertThat(identityPolicies(azure.login(azure.bareJwt("foreign-1")))).isEmpty();
  }

  @Test
  void aRoleBindsAGroupOfAnotherTenantByBothIds() {
    azure.mount().with("resolve_groups", true);
    azure.role(both("bound_service_principal_ids", "", "bound_group_ids", GROUP));
    granted(azure.firstLogin(azure.jwt("web-1")));
    assertRefused(azure.firstLogin(azure.jwt("foreign-1")), "group_not_bound");

    azure.role(
        both("bound_service_principal_ids", "", "bound_group_ids", OTHER_TENANT + "/" + GROUP));

    granted(azure.login(azure.jwt("foreign-1")));
    granted(azure.login(azure.bareJwt("foreign-1")));
    assertRefused(azure.login(azure.jwt("web-1")), "group_not_bound");
  }

  @Test
  void aServerWithoutASecretSignsInToEachTenant() {
    String base = server.address().toString().replaceFirst("/$", "");
    server.root().write("identity/oidc/config", Map.of("issuer", base));
    server
        .azure()
        .federation()
        .register(
            "azimuth-tenants",
            FederatedCredential.of(
                "azimuth",
                base + "/v1/identity/oidc/plugins",
                "plugin-identity:root:auth:" + azure.mount().accessor()));
    azure
        .mount()
        .with("client_secret", "", "identity_token_audience", FederatedCredential.DEFAULT_AUDIENCE);
    azure.role(both("bound_subscription_ids", SUBSCRIPTION + "," + OTHER_SUBSCRIPTION));

    granted(azure.firstLogin(azure.jwt("foreign-1")));
    granted(azure.firstLogin(azure.jwt("web-1")));

    assertThat(server.azure().federation().acceptedAssertions()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aManagedIdentityReadsWhatIsDelegatedToItsTenant() {
    azure.mount().with("client_id", "", "client_secret", "");
    azure.resources().grant(AzureMount.WEB_1); // the machine of the server here
    azure.role(both("bound_subscription_ids", OTHER_SUBSCRIPTION));
    String jwt = azure.jwt("foreign-1");
    assertRefused(azure.firstLogin(jwt), "directory_forbidden");

    azure.resources().delegate(OTHER_SUBSCRIPTION, AzureMount.TENANT);
    CLOCK.advance(Duration.ofSeconds(61));

    assertThat(granted(azure.firstLogin(jwt))).containsEntry("tenant_id", OTHER_TENANT);
  }

  @Test
  void theStatusShowsEachTenant() {
    JsonNode status = server.root().get(azure.mount().at("config/status?probe=true")).data();
    JsonNode other = status.path("additional_tenants").path(OTHER_TENANT);

    for (String part : List.of("discovery", "keys", "resource_manager", "graph")) {
      assertThat(status.path(part).path("ok").asBoolean()).as("%s %s", part, status).isTrue();
      assertThat(other.path(part).path("ok").asBoolean()).as("%s %s", part, status).isTrue();
    }
    azure
        .mount()
        .with("client_id", AzureMount.client(10), "client_secret", "lab-secret-of-azimuth-server");

    CLOCK.advance(Duration.ofSeconds(10));

    JsonNode without = server.root().get(azure.mount().at("config/status?probe=true")).data();

    assertThat(without.path("resource_manager").path("ok").asBoolean()).as("" + without).isTrue();
    assertThat(
            without
                .path("additional_tenants")
                .path(OTHER_TENANT)
                .path("resource_manager")
                .path("ok")
                .asBoolean())
        .isFalse();
    assertThat(Reply.texts(without.path("advice")))
        .anyMatch(it -> it.startsWith("tenant " + OTHER_TENANT) && it.contains("AADSTS700016"));
  }

  @Test
  void rightsAreLookedForInEachTenant() {
    azure.role(both("bound_subscription_ids", SUBSCRIPTION + "," + OTHER_SUBSCRIPTION));
    String status = azure.mount().at("config/status?probe=true&rights=true");

    JsonNode there = server.root().get(status).data().path("rights").path("needed");
    azure.resources().revoke(AzureMount.principal(15));
    CLOCK.advance(Duration.ofSeconds(11));
    JsonNode revoked = server.root().get(status).data().path("rights").path("needed");

    assertThat(there.findValuesAsText("scope"))
        .contains("/subscriptions/" + SUBSCRIPTION, "/subscriptions/" + OTHER_SUBSCRIPTION);
    assertThat(there)
        .filteredOn(it -> it.path("kind").asText().equals("action"))
        .allMatch(it -> it.path("state").asText().equals("present"));
    assertThat(revoked)
        .filteredOn(it -> it.path("scope").asText().endsWith(SUBSCRIPTION))
        .isNotEmpty()
        .allMatch(it -> it.path("state").asText().equals("missing"));
  }

  private static Object[] both(Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("bound_tenant_ids", AzureMount.TENANT + "," + OTHER_TENANT));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static JsonNode alias(Reply login) {
    String entity = login.auth().path("entity_id").asText();
    return server.root().get("identity/entity/id/" + entity).data().path("aliases").path(0);
  }

  private static List<String> identityPolicies(Reply login) {
    granted(login);
    return Reply.texts(login.auth().path("identity_policies"));
  }

  private static Reply renew(String token) {
    return server.as(token).send("POST", "auth/token/renew-self", "{}");
  }
}
