package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies and limits hold for what is kept, however it is spelled. */
final class KeptValuesTest {

  private static final String WHO =
      "\"role_type\":\"jwt\",\"user_claim\":\"sub\",\"bound_audiences\":\"lab\"";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static JwtMount mount;
  private static TestingClient author;
  private static int roles;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("author", "token_policies", "author");
    server
        .root()
        .write(
            "sys/policies/acl/author",
            Map.of(
                "policy",
                """
                path "auth/jwt/role/team-*" {
                  capabilities       = ["create", "update"]
                  allowed_parameters = { "token_policies" = ["dev-*", "lab"], "*" = [] }
                }
                path "auth/jwt/role/short-*" {
                  capabilities       = ["create", "update"]
                  allowed_parameters = { "token_ttl" = ["1h"], "token_num_uses" = [5], "*" = [] }
                  denied_parameters  = { "token_max_ttl" = ["24h"] }
                }
                path "auth/jwt/role/bound-*" {
                  capabilities        = ["create", "update"]
                  required_parameters = ["token_bound_cidrs"]
                }
                """));
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("secret/data/blue/private", Map.of("data", Map.of("a", "b")));
    server.root().write("secret/data/blue/open", Map.of("data", Map.of("a", "b")));
    Reply login = mount.login(server.anonymous(), "author", mount.jwt());
    author = server.as(login.clientToken());
  }

  @ParameterizedTest(name = "CVE-2026-89322: {0}")
  @ValueSource(
      strings = {
        "\"token_policies\":\"dev-x,admin\"",
        "\"token_policies\":\"dev-x , admin\"",
        "\"token_policies\":\"admin,dev-x\"",
        "\"token_policies\":\"dev-x,ADMIN\"",
        "\"token_policies\":\"dev-x,,Admin \"",
        "\"token_policies\":\"lab,admin\"",
        "\"token_policies\":[\"dev-x\",\"admin\"]",
        "\"token_policies\":[\"dev-x,admin\"]",
        "\"token_policies\":\"admin\"",
        "\"token_policies\":\"\"",
        "\"token_policies\":null",
        "\"policies\":\"admin\"",
        "\"policies\":\"dev-x,admin\"",
        "\"policies\":[\"admin\"]",
        "\"token_policies\":\"dev-x\",\"policies\":\"admin\""
      })
  void noSpellingAddsAPolicyThatTheAuthorMayNotGive(String policies) {
    String role = "auth/jwt/role/team-" + ++roles;

    Reply reply = author.send("POST", role, body(policies));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    assertThat(server.root().get(role).status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "CVE-2026-89322: {0}")
  @ValueSource(
      strings = {
        "token_policies=dev-x&token_policies=admin",
        "token_policies=dev-x,admin",
        "token_policies=dev-x%2C%20admin",
        "token_policies=dev-x&policies=admin",
        "policies=dev-x&policies=admin"
      })
  void noFormAddsAPolicyThatTheAuthorMayNotGive(String policies) {
    String role = "auth/jwt/role/team-" + ++roles;

    Reply reply = form().send("POST", role, policies + "&" + whoAsForm());

    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    assertThat(server.root().get(role).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"token_policies\":\"dev-x,lab\"",
        "\"token_policies\":\" dev-x , lab \"",
        "\"token_policies\":[\"dev-x\",\"lab\"]",
        "\"policies\":\"dev-x,lab\""
      })
  void everySpellingOfAllowedPoliciesIsAllowed(String policies) {
    String role = "auth/jwt/role/team-" + ++roles;

    Reply reply = author.send("POST", role, body(policies));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(204);
    assertThat(Reply.texts(server.root().get(role).data().path("token_policies")))
        .isEqualTo(List.of("dev-x", "lab"));
  }

  @Test
  void aFormOfAllowedPoliciesIsAllowed() {
    String body = "token_policies=dev-x&token_policies=lab&" + whoAsForm();

    assertThat(form().send("POST", "auth/jwt/role/team-form", body).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"token_ttl\":\"1h\"' | 204",
        "'\"token_ttl\":3600' | 204",
        "'\"ttl\":\"60m\"' | 204",
        "'\"token_ttl\":\"2h\"' | 403",
        "'\"ttl\":7200' | 403",
        "'\"token_ttl\":0' | 403",
        "'\"token_num_uses\":\"5\"' | 204",
        "'\"num_uses\":6' | 403",
        "'\"token_max_ttl\":\"12h\"' | 204",
        "'\"token_max_ttl\":86400' | 403",
        "'\"max_ttl\":\"1440m\"' | 403"
      })
  void durationsAndNumbersAreOneValueInEverySpelling(String parameter, int status) {
    Reply reply = author.send("POST", "auth/jwt/role/short-" + ++roles, body(parameter));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"token_bound_cidrs\":\"127.0.0.0/8\"' | 204",
        "'\"token_ttl\":\"1h\"' | 403",
        "'\"TOKEN_bound_cidrs\":\"127.0.0.0/8\"' | 403",
        "'\"token_bound_cidrs\":\" , \"' | 403",
        "'\"token_bound_cidrs\":[]' | 403",
        "'\"token_bound_cidrs\":null' | 403"
      })
  void aRequiredParameterIsOneThatIsKept(String parameter, int status) {
    Reply reply = author.send("POST", "auth/jwt/role/bound-" + ++roles, body(parameter));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
  }

  @Test
  @DisplayName("CVE-2026-71543, GHSA-59w7-v8rr-pr4p: a deny holds although its name is missing")
  void aDenyForNobodyInParticularDeniesEverybody() {
    String token =
        server.tokenWith(
            "private",
            """
            path "secret/data/+/*" { capabilities = ["read"] }
            path "secret/data/blue/private" { capabilities = ["read"] }
            path "secret/data/{{identity.entity.metadata.team}}/private" { capabilities = ["deny"] }
            """);

    TestingClient nobody = server.as(token);
    assertThat(nobody.get("secret/data/blue/private").status()).isEqualTo(403);
    assertThat(nobody.get("secret/data/Blue/Private").status()).isEqualTo(403);
    assertThat(nobody.get("secret/data/blue/open").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1ns", "500ms", "0.9s"})
  void aTimeBelowASecondIsRefusedAndNotTheDefault(String time) {
    TestingClient root = server.root();
    for (Reply reply :
        List.of(
            root.post("auth/token/create", Map.of("ttl", time)),
            root.post("auth/jwt/role/author", Map.of("token_max_ttl", time)),
            root.post("sys/auth/jwt/tune", Map.of("default_lease_ttl", time)),
            root.with("X-Vault-Wrap-TTL", time).get("secret/data/blue/open"))) {
      assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    }
  }

  private static TestingClient form() {
    return author.with("Content-Type", "application/x-www-form-urlencoded");
  }

  private static String whoAsForm() {
    return "role_type=jwt&user_claim=sub&bound_audiences=lab";
  }

  private static String body(String parameters) {
    return "{" + parameters + "," + WHO + "}";
  }
}
