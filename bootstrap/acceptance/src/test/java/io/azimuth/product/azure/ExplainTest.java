package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dry run of a login: only for operators, shows every check, issues nothing. */
@AboutAzure
final class ExplainTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private ResourceFixture azure;
  private String operator = "";
  private long tokens;
  private long entities;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_resource_groups",
        "rg-web",
        "token_policies",
        "app-read",
        "token_ttl",
        "20m");
    operator = tokenFor("explainer", azure.mount().at("login/explain"));
    tokens = server.count("token/");
    entities = server.count("entity/");
  }

  @AfterEach
  void nothingWasIssued() {
    assertThat(tokens).isPositive();
    assertThat(server.count("token/")).isEqualTo(tokens);
    assertThat(server.count("entity/")).isEqualTo(entities);
  }

  private static String tokenFor(String policy, String path) {
    String rules = "path \"" + path + "\" { capabilities = [\"update\"] }";
    server.root().write("sys/policies/acl/" + policy, Map.of("policy", rules));
    return server.root().write("auth/token/create", Map.of("policies", policy)).clientToken();
  }

  private Reply explain(String jwt, Object... names) {
    Reply reply =
        server
            .as(operator)
            .post(
                azure.mount().at("login/explain"),
                AzureMount.request(ResourceFixture.ROLE, jwt, names));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.auth().isNull() || reply.auth().isMissingNode()).isTrue();
    return reply;
  }

  private static JsonNode check(Reply reply, String name) {
    return checks(reply).stream()
        .filter(check -> check.path("check").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + name + " in " + reply));
  }

  private static List<JsonNode> checks(Reply reply) {
    return StreamSupport.stream(reply.data().path("checks").spliterator(), false).toList();
  }

  private static List<String> outcomes(Reply reply) {
    return checks(reply).stream().map(check -> check.path("outcome").asText()).toList();
  }

  @Test
  void strangersMayNotAsk() {
    Map<String, Object> request = AzureMount.request(ResourceFixture.ROLE, azure.jwt("web-1"));

    Reply reply = server.anonymous().post(azure.mount().at("login/explain"), request);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.data().isMissingNode()).isTrue();
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void aTokenNeedsTheCapability() {
    String other = tokenFor("other", "auth/elsewhere/login/explain");
    tokens = server.count("token/");
    Map<String, Object> request = AzureMount.request(ResourceFixture.ROLE, azure.jwt("web-1"));

    Reply reply = server.as(other).post(azure.mount().at("login/explain"), request);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void aGoodLoginIsGrantedAndItsTokenPreviewed() {
    Reply reply = explain(azure.jwt("web-1"), names("web-1"));

    assertThat(reply.data().path("granted").asBoolean()).isTrue();
    assertThat(outcomes(reply)).doesNotContain("failed");
    assertThat(check(reply, "resource_identity").path("outcome").asText()).isEqualTo("passed");
    JsonNode preview = reply.data().path("token_preview");
    assertThat(Reply.texts(preview.path("policies"))).containsExactly("app-read", "default");
    assertThat(preview.path("ttl").asLong()).isEqualTo(1200);
    assertThat(preview.path("type").asText()).isEqualTo("service");
    assertThat(preview.path("alias").asText()).isEqualTo(AzureMount.WEB_1);
    assertThat(preview.path("metadata").path("vm_name").asText()).isEqualTo("web-1");
    assertThat(azure.resources().reads("web-1")).isEqualTo(1);
    assertThat(reply.data().path("facts").asText()).isEqualTo("asked");
    assertThat(reply.data().path("facts_at").isNull()).isTrue();
    assertThat(explain(azure.jwt("web-1")).data().path("facts").asText()).isEqualTo("cached");
  }

  @Test
  void aLoginThatAsksNobodyHasNoFacts() {
    azure
        .mount()
        .role(ResourceFixture.ROLE, "bound_subscription_ids", "", "bound_resource_groups", "");

    JsonNode explained = explain(azure.jwt("web-1")).data();

    assertThat(explained.path("facts").isNull()).as("" + explained).isTrue();
  }

  @Test
  void aRefusedLoginShowsTheOperatorWhatIsBound() {
    Reply reply = explain(azure.jwt("prod-web-2"), names("web-1"));

    assertThat(reply.data().path("granted").asBoolean()).isFalse();
    assertThat(reply.data().path("token_preview").isNull()).isTrue();
    JsonNode group = check(reply, "bound_resource_groups");
    assertThat(group.path("outcome").asText()).isEqualTo("failed");
    assertThat(group.path("reason").asText()).isEqualTo("resource_group_not_bound");
    assertThat(group.path("expected").asText()).contains("rg-web");
    assertThat(group.path("actual").asText()).isEqualTo("rg-web-prod");
    assertThat(group.path("hint").asText()).isNotEmpty();
    assertThat(check(reply, "vm_name").path("reason").asText()).isEqualTo("vm_mismatch");
    assertThat(check(reply, "directory").path("outcome").asText()).isEqualTo("skipped");
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void theSameIsRememberedOfARealLogin() {
    Reply refused =
        server
            .anonymous()
            .post(
                azure.mount().at("login"),
                AzureMount.request(ResourceFixture.ROLE, azure.jwt("prod-web-2"), names("web-1")));
    assertThat(refused.status()).isEqualTo(403);

    JsonNode latest =
        server.root().get(azure.mount().at("refusals?limit=1")).data().path("refusals").path(0);

    assertThat(latest.path("request_id").asText()).isNotEmpty();
    assertThat(latest.path("principal").asText()).startsWith("bbbbbbbb-");
    assertThat(latest.path("resource").asText())
        .endsWith("/rg-web-prod/providers/Microsoft.Compute/virtualMachines/web-2");
    assertThat(latest.path("reasons").findValuesAsText("code"))
        .contains("vm_mismatch", "resource_group_not_bound");
    assertThat(latest.path("reasons").findValuesAsText("expected")).contains("rg-web");
  }

  @Test
  void whatAzureSaysIsShown() {
    String jwt = azure.jwt("web-2");
    azure.resources().detach("web-2", "uami-web");

    JsonNode check = check(explain(jwt), "resource_identity");

    assertThat(check.path("reason").asText()).isEqualTo("identity_not_on_resource");
    assertThat(check.path("actual").asText()).isEqualTo(AzureMount.principal(2));
  }

  @Test
  void namesThatAreDroppedAreSkipped() {
    azure.role("bound_resource_groups", "rg-identities");

    Reply reply = explain(azure.jwt("orders-pod"), names("web-1"));

    assertThat(reply.data().path("granted").asBoolean()).isTrue();
    assertThat(check(reply, "vm_name").path("outcome").asText()).isEqualTo("skipped");
    assertThat(check(reply, "vm_name").path("actual").asText()).isEqualTo("web-1");
    assertThat(reply.data().path("token_preview").path("metadata").has("vm_name")).isFalse();
  }

  @Test
  void whileResourceManagerIsDownItIsUndecided() {
    azure.mount().with("max_retries", -1);
    azure.resources().fault(ResourceFault.status("*", 503));

    Reply reply = explain(azure.jwt("web-1"));

    assertThat(reply.data().path("granted").asBoolean()).isFalse();
    assertThat(reply.data().path("token_preview").isNull()).isTrue();
    assertThat(check(reply, "token").path("outcome").asText()).isEqualTo("passed");
    assertThat(check(reply, "directory").path("outcome").asText()).isEqualTo("skipped");
    assertThat(outcomes(reply)).doesNotContain("failed");
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenDefect.class,
      names = {
        "UNSIGNED",
        "FOREIGN_KEY",
        "PAYLOAD_SWAPPED",
        "WRONG_TENANT",
        "HMAC_WITH_PUBLIC_KEY"
      })
  void aForgedTokenIsTakenNoFurther(TokenDefect defect) {
    Reply reply = explain(azure.mount().mint(azure.mount().order().with(defect)), names("web-1"));

    assertThat(reply.data().path("granted").asBoolean()).isFalse();
    assertThat(check(reply, "token").path("outcome").asText()).isEqualTo("failed");
    assertThat(outcomes(reply).stream().filter("skipped"::equals).count())
        .isEqualTo(outcomes(reply).size() - 1L);
    assertThat(azure.allReads()).isZero();
  }
}
