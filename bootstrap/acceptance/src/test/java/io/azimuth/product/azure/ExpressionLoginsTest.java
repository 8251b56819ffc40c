package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The condition of a role: checked when it is written, judged at each login, and explained. */
final class ExpressionLoginsTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

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

  @Test
  void claimsAloneAskNobody() {
    bind("claims.oid == '%s' && claims.idtyp == 'app'".formatted(AzureMount.WEB_1));

    assertThat(login("web-1").status()).isEqualTo(200);
    assertRefused(login("web-10"), "expression_false");
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void aCallerLearnsOnlyThatItDoesNotHold() {
    bind("resource.location == 'secret-place' || resource.name == 'web-1'");

    granted(azure.firstLogin(azure.jwt("web-1")));
    Reply refused = login("web-10");

    assertRefused(refused, "expression_false");
    assertThat(refused.toString()).doesNotContain("secret-place", "westeurope", "location");
  }

  @Test
  void whatIsMissingIsARefusalAndNoFault() {
    bind("!('x' in claims.roles)");
    assertRefused(login("web-1"), "expression_unusable");

    bind("has(claims.roles) ? !('x' in claims.roles) : claims.ver == '1.0'");
    assertThat(login("web-1").status()).isEqualTo(200);
  }

  @Test
  void theDryRunShowsTheExpressionAndWhatItRead() {
    bind("claims.ver == '3.0' || has(claims.roles)");

    JsonNode check = null;
    for (JsonNode made : explained("web-1").data().path("checks")) {
      check = made.path("check").asText().equals("expression") ? made : check;
    }

    assertThat(check).isNotNull();
    assertThat(check.path("outcome").asText()).isEqualTo("failed");
    assertThat(check.path("expected").asText())
        .isEqualTo("claims.ver == '3.0' || has(claims.roles)");
    assertThat(check.path("actual").asText())
        .isEqualTo("claims.roles is absent, claims.ver=\\\"1.0\\\"");
    assertThat(check.path("reason").asText()).isEqualTo("expression_false");
  }

  @Test
  void aWriteRefusesWhatCouldNotBeJudged() {
    assertThat(written("claims.oiid == 'x'").errors())
        .containsExactly("invalid bound_expression: line 1, column 7: undefined field 'oiid'");
    assertThat(written("a".repeat(2049)).errors())
        .containsExactly("invalid bound_expression: it has more than 2048 characters");
    assertThat(
            write("bound_expression", "resource.name == 'x'", "resource_proof", "claims").errors())
        .containsExactly(
            "bound_expression that reads resource needs resource_proof \"directory\": \"claims\""
                + " never asks Azure");
    assertThat(
            server
                .root()
                .post(
                    azure.mount().at("role/alone"),
                    Map.of("bound_expression", "claims.ver == '1.0'"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void anExpressionSurvivesARestartAndCanBeRemoved() {
    bind("claims.ver == '2.0'");
    server.restart();
    assertRefused(login("web-1"), "expression_false");
    assertThat(
            server
                .root()
                .get(azure.mount().at("role/app"))
                .data()
                .path("bound_expression")
                .asText())
        .isEqualTo("claims.ver == '2.0'");

    bind("");

    assertThat(login("web-1").status()).isEqualTo(200);
  }

  @Test
  void aTokenIsRenewedUnderTheExpressionOfItsLoginOnly() {
    bind("claims.ver == '1.0'");
    String token = login("web-1").clientToken();
    assertThat(renewed(token).status()).isEqualTo(200);

    bind("claims.ver == '1.0' || claims.ver == '2.0'");

    Reply refused = renewed(token);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors().get(0)).contains("[expression_unusable]");
  }

  private static Reply renewed(String token) {
    return server.as(token).post("auth/token/renew-self", Map.of());
  }

  private Reply login(String machine) {
    return azure.login(azure.jwt(machine));
  }

  private Reply explained(String machine) {
    return server
        .root()
        .post(
            azure.mount().at("login/explain"),
            AzureMount.request(ResourceFixture.ROLE, azure.jwt(machine)));
  }

  private void bind(String expression) {
    Reply reply = written(expression);
    assertThat(reply.status()).as(reply.toString()).isLessThan(300);
  }

  private Reply written(String expression) {
    return write("bound_expression", expression, "resource_proof", "directory");
  }

  private Reply write(String name, String value, String second, String text) {
    return server
        .root()
        .post(
            azure.mount().at("role/app"),
            Map.of(
                "bound_service_principal_ids",
                AzureMount.WEB_1 + "," + AzureMount.principal(22),
                name,
                value,
                second,
                text));
  }
}
