package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A strange value in a parameter or a path is reported as an error of the caller. */
@Tag("slow")
final class StrangeValuesTest {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999999999",
          "99999999999999999999999999",
          "-9223372036854775808",
          "9223372036854775807",
          "0.5",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"*\"",
          "\"9999999999h\"",
          "\"-1s\"",
          "\"106751d\"",
          "\"../../x\"",
          "\"" + "x".repeat(5000) + "\"",
          "[]",
          "[null]",
          "[[\"a\"]]",
          "[\"\\ud800\",\"\"]",
          "{}",
          "{\"a\":{\"b\":[]}}",
          "{\"\":\"\"}",
          "{\"file_path\":\"\\u0000\"}",
          "{\"default_lease_ttl\":\"9999999999h\",\"max_lease_ttl\":[]}");

  private static final String TYPE = "{\"type\":\"jwt\"}";
  private static final List<String> NAMES =
      List.of(
          "token/x",
          "a/b/c",
          "%C3%BC",
          "%F0%9F%98%80",
          "*",
          "a%20b",
          "-",
          "root",
          "default",
          "x".repeat(600),
          "%C3%BC".repeat(300),
          "a/".repeat(40) + "b",
          "jwt/x",
          "%25",
          "%22");

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    JwtMount.enable(server, "jwt");
    if (AzureMethod.isPresent()) {
      AzureMount.enable(server, "azure").role("web");
      AzureMount.enable(server, "strange-azure");
    }
  }

  static Stream<Arguments> everyParameter() {
    return Stream.of(
            fields(
                "auth/strange-azure/config",
                "tenant_id additional_tenants resource additional_audiences environment"
                    + " clock_skew_leeway attestation_issuers client_id client_secret max_retries retry_delay max_retry_delay root_password_ttl"),
            fields(
                "auth/azure/role/strange",
                "bound_service_principal_ids bound_group_ids bound_app_ids match max_token_age"
                    + " single_use_tokens bound_expression allow_user_tokens resource_proof alias_source token_ttl"
                    + " token_max_ttl token_explicit_max_ttl token_period token_policies token_bound_cidrs"
                    + " token_no_default_policy token_num_uses token_type policies ttl max_ttl"
                    + " period num_uses bound_resource_ids bound_resource_types bound_tenant_ids"
                    + " bound_tags bound_agent_blueprint_ids allow_agents bound_app_roles groups_claim"
                    + " claim_mappings tag_mappings require_bound_token bind_token bound_attestation"
                    + " bound_attestation_policy_hashes"),
            fields(
                "auth/azure/login",
                "role jwt subscription_id resource_group_name vm_name vmss_name resource_id"
                    + " attested_document attestation"),
            fields(
                "auth/token/create",
                "policies meta no_parent no_default_policy renewable ttl lease explicit_max_ttl"
                    + " period display_name type id num_uses entity_alias"),
            fields("auth/token/lookup", "token"),
            fields("auth/token/lookup-accessor", "accessor"),
            fields("auth/token/renew", "token increment"),
            fields("auth/token/renew-accessor", "accessor increment"),
            fields("auth/token/revoke", "token"),
            fields("auth/token/revoke-accessor", "accessor"),
            fields("auth/token/renew-self", "increment"),
            fields("sys/policies/acl/strange", "policy"),
            fields("sys/policy/strange", "policy rules"),
            fields("sys/capabilities", "token paths path"),
            fields("sys/capabilities-accessor", "accessor paths path"),
            fields("sys/capabilities-self", "paths path"),
            fields("sys/mounts/strange", "type options config description"),
            fields("sys/remount", "from to"),
            fields(
                "sys/auth/jwt/tune",
                "default_lease_ttl max_lease_ttl description listing_visibility token_type options"
                    + " audit_non_hmac_request_keys audit_non_hmac_response_keys"
                    + " user_lockout_config force_no_cache"),
            fields("sys/auth/strange", "type description config options local plugin_name"),
            fields("sys/audit/strange", "type description options local"),
            fields("sys/init", "secret_shares secret_threshold pgp_keys recovery_shares"))
        .flatMap(s -> s);
  }

  private static Stream<Arguments> fields(String path, String names) {
    if (path.contains("azure") && !AzureMethod.isPresent()) {
      return Stream.of();
    }
    return Stream.of(names.split(" ", -1)).map(name -> Arguments.of(path, name));
  }

  @ParameterizedTest
  @MethodSource("everyParameter")
  void noValueOfAParameterIsAFaultOfTheServer(String path, String name) {
    Map<String, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
    for (String value : VALUES) {
      String body = "{" + companions(path, name) + "\"" + name + "\":" + value + "}";
      replies.put(body, server.root().sendLater("POST", path, body));
    }

    expectNoFault(replies, body -> server.root().send("POST", path, body));
  }

  // This many parallel writes to one record may be too many; such a write is answered with a
  // request to retry.
  private static void expectNoFault(
      Map<String, CompletableFuture<Reply>> replies, Function<String, Reply> again) {
    replies.forEach(
        (request, first) -> {
          Reply reply = first.join().status() == 503 ? again.apply(request) : first.join();
          assertThat(reply.status()).as("%s: %s", request, reply).isBetween(200, 499);
        });
  }

  // The other parameters that the server needs before it checks this one.
  private static String companions(String path, String name) {
    String all =
        switch (path) {
          case "auth/azure/login" -> "\"role\":\"web\",\"jwt\":\"a.b.c\",";
          case "auth/azure/role/strange" ->
              "\"bound_service_principal_ids\":\"" + AzureMount.WEB_1 + "\",";
          case "sys/auth/strange" -> "\"type\":\"jwt\",";
          case "sys/audit/strange" -> "\"type\":\"file\",";
          default -> "";
        };
    return all.contains("\"" + name + "\"") ? "" : all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth/jwt/role/",
        "sys/policies/acl/",
        "sys/policy/",
        "sys/mounts/",
        "sys/internal/ui/mounts/",
        "sys/remount/status/",
        "sys/auth/",
        "sys/audit/",
        "auth/token/renew/",
        "auth/token/revoke/",
        "sys/",
        "auth/jwt/",
      })
  void noPathIsAFaultOfTheServer(String prefix) {
    Map<String, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
    for (String name : NAMES) {
      for (String method : List.of("GET", "LIST", "POST", "DELETE")) {
        String body = method.equals("POST") ? TYPE : "";
        replies.put(
            method + " " + prefix + name, server.root().sendLater(method, prefix + name, body));
      }
    }

    expectNoFault(replies, StrangeValuesTest::sendAgain);
  }

  private static Reply sendAgain(String request) {
    int blank = request.indexOf(' ');
    String method = request.substring(0, blank);
    return server
        .root()
        .send(method, request.substring(blank + 1), method.equals("POST") ? TYPE : "");
  }
}
