package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles that bind tags, and what whoever writes tags gains by it. */
final class TagBindingsTest {

  private static final StandingClock CLOCK = SharedServer.clock();
  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
  }

  private void prodRole(Object... more) {
    Object[] bindings = {"bound_subscription_ids", SUBSCRIPTION, "bound_tags", "Env=prod"};
    Object[] all = Arrays.copyOf(bindings, bindings.length + more.length);
    System.arraycopy(more, 0, all, bindings.length, more.length);
    azure.role(all);
  }

  @Test
  void aMachineWithTheTagLogsInAndAnotherDoesNot() {
    prodRole();
    azure.resources().tag("web-1", Map.of("ENV", "prod", "owner", "ada-of-accounting"));
    azure.resources().tag("web-2", Map.of("env", "Production-2"));

    granted(azure.firstLogin(azure.jwt("web-1")));
    Reply refused = azure.login(azure.jwt("web-2"));

    assertRefused(refused, "tag_mismatch");
    assertThat(refused.text())
        .doesNotContainIgnoringCase("env")
        .doesNotContainIgnoringCase("prod")
        .doesNotContain("accounting");
    assertRefused(azure.login(azure.jwt("web-3", 3)), "tag_mismatch");
  }

  @Test
  void theOperatorSeesWhatIsBoundAndTheTagsOfTheseNamesAlone() {
    prodRole();
    azure.resources().tag("web-1", Map.of("env", "dev", "owner", "ada"));

    JsonNode check = explained("web-1");

    assertThat(check.path("outcome").asText()).isEqualTo("failed");
    assertThat(check.path("reason").asText()).isEqualTo("tag_mismatch");
    assertThat(check.path("expected").asText()).isEqualTo("Env=prod");
    assertThat(check.path("actual").asText()).isEqualTo("Env=dev");
    assertThat(check.path("hint").asText()).isNotEmpty();
  }

  @Test
  void aTagThatWasSetAMomentAgoCountsAtOnce() {
    prodRole();
    assertRefused(azure.firstLogin(azure.jwt("web-1")), "tag_mismatch");
    CLOCK.advance(Duration.ofSeconds(61));
    assertRefused(azure.login(azure.jwt("web-1")), "tag_mismatch");
    azure.resources().tag("web-1", Map.of("env", "prod"));

    granted(azure.login(azure.jwt("web-1")));
  }

  @Test
  void aTagThatWasTakenAwayCountsNoLongerThanTheFactsAreKept() {
    prodRole();
    azure.resources().tag("web-1", Map.of("env", "prod"));
    granted(azure.firstLogin(azure.jwt("web-1")));
    azure.resources().tag("web-1", Map.of());
    granted(azure.login(azure.jwt("web-1")));
    CLOCK.advance(Duration.ofSeconds(61));

    assertRefused(azure.login(azure.jwt("web-1")), "tag_mismatch");
  }

  @Test
  void anInstanceHasTheTagsOfItsSetAndAPodThoseOfItsIdentity() {
    prodRole();
    assertRefused(azure.firstLogin(azure.jwt("fleet_0", 5)), "tag_mismatch");
    assertRefused(azure.login(azure.jwt("orders-pod")), "tag_mismatch");
    CLOCK.advance(Duration.ofSeconds(61));
    azure.resources().tag("fleet", Map.of("env", "prod"));
    azure.resources().tag("uami-pod", Map.of("env", "prod"));

    granted(azure.login(azure.jwt("fleet_0", 5)));
    granted(azure.login(azure.jwt("orders-pod")));
  }

  @Test
  void aRenewalComparesTheTagsOfTheLogin() {
    prodRole();
    azure.resources().tag("web-1", Map.of("env", "prod"));
    String token = azure.firstLogin(azure.jwt("web-1")).clientToken();
    azure.resources().tag("web-1", Map.of());
    CLOCK.advance(Duration.ofSeconds(61));
    assertThat(renew(token).status()).isEqualTo(200);

    prodRole("bound_tags", Map.of("Env", "prod", "team", "web"));

    assertThat(renew(token).errors().get(0)).endsWith("[tag_mismatch]");
  }

  @Test
  void aRenewalAsksForTheTagsAgainWhereTheRoleSaysSo() {
    prodRole("renew_resource_proof", true);
    azure.resources().tag("web-1", Map.of("env", "prod"));
    String token = azure.firstLogin(azure.jwt("web-1")).clientToken();
    assertThat(renew(token).status()).isEqualTo(200);
    azure.resources().tag("web-1", Map.of("env", "PROD"));
    CLOCK.advance(Duration.ofSeconds(61));

    Reply refused = renew(token);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors().get(0)).endsWith("[tag_mismatch]");
    assertThat(refused.text()).doesNotContain("PROD");
  }

  @Test
  void whoMayWriteTagsGainsNothingBesideTheOtherBindings() {
    prodRole("bound_resource_groups", "rg-web");
    azure.resources().tag("prod-web-2", Map.of("env", "prod"));
    azure.resources().tag("uami-pod", Map.of("env", "prod"));

    assertRefused(azure.firstLogin(azure.jwt("prod-web-2")), "resource_group_not_bound");
    assertRefused(azure.login(azure.jwt("orders-pod")), "resource_group_not_bound");
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void whoTagsAMachineOfOthersDoesNotBecomeIt() {
    prodRole();
    azure.resources().tag("web-10", Map.of("env", "prod"));

    Reply tagged = azure.login(azure.bareJwt("web-1"), names("web-10"));
    Reply untagged = azure.login(azure.bareJwt("web-1"), names("web-20"));

    assertRefused(tagged, "resource_unproved");
    assertThat(tagged.errors()).isEqualTo(untagged.errors());
  }

  @Test
  void whoFillsAMachineWithTagsLocksOutOnlyRolesThatBindTags() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 49; i++) {
      many.put("t" + i, "v".repeat(256));
    }
    many.put("env", "prod");
    azure.resources().tag("web-1", many);
    azure.role("bound_subscription_ids", SUBSCRIPTION);
    granted(azure.firstLogin(azure.jwt("web-1")));

    prodRole();

    assertRefused(azure.login(azure.jwt("web-1")), "tag_mismatch");
    assertThat(explained("web-1").path("actual").asText()).isEqualTo("more tags than are read");
  }

  @Test
  void aRoleTakesTagsAsAnObjectAListOrAText() {
    Map<String, String> expected = Map.of("Env", "prod", "team", "a=b");
    for (Object sent : List.of(expected, List.of("Env=prod", "team=a=b"), "Env=prod,team=a=b")) {
      prodRole("bound_tags", sent);

      assertThat(Reply.members(role().data().path("bound_tags"))).isEqualTo(expected);
    }

    prodRole("bound_tags", Map.of());

    assertThat(Reply.members(role().data().path("bound_tags"))).isEmpty();
    granted(azure.firstLogin(azure.jwt("web-1")));
  }

  @Test
  void theWriteWarnsThatTagsAreNoPermission() {
    Reply written = write(Map.of("bound_service_principal_ids", "*", "bound_tags", "env=prod"));

    assertThat(written.warnings()).anyMatch(it -> it.contains("Microsoft.Resources/tags/write"));
    assertThat(written.warnings()).anyMatch(it -> it.contains("are not unique"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "=prod", "env=prod,ENV=dev"})
  void aRoleTakesNothingElseAsTags(String sent) {
    Reply refused = write(Map.of("bound_service_principal_ids", "*", "bound_tags", sent));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
  }

  @Test
  void claimsProveNoTags() {
    Reply refused =
        write(
            Map.of(
                "bound_service_principal_ids", "*",
                "bound_tags", "env=prod",
                "resource_proof", "claims"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errors())
        .containsExactly("bound_tags needs resource_proof \"directory\": no claim holds a tag");
  }

  private JsonNode explained(String machine) {
    Reply reply =
        server
            .root()
            .post(
                azure.mount().at("login/explain"),
                AzureMount.request(ResourceFixture.ROLE, azure.jwt(machine)));
    for (JsonNode check : reply.data().path("checks")) {
      if (check.path("check").asText().equals("bound_tags")) {
        return check;
      }
    }
    throw new AssertionError("no check bound_tags in " + reply);
  }

  private Reply role() {
    return server.root().get(azure.mount().at("role/" + ResourceFixture.ROLE));
  }

  private Reply write(Map<String, Object> parameters) {
    return server.root().post(azure.mount().at("role/tagged"), parameters);
  }

  private static Reply renew(String token) {
    return server.as(token).send("POST", "auth/token/renew-self", "{}");
  }
}
