package io.azimuth.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a parameter or a path, the fault is the caller's and he is told so. */
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

  private static TestingServer server;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
    AzureMount.enable(server, "azure").role("web");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> everyParameter() {
    return Stream.of(
            fields(
                "auth/azure/config",
                "tenant_id resource additional_audiences environment clock_skew_leeway client_id"
                    + " client_secret max_retries retry_delay max_retry_delay root_password_ttl"),
            fields(
                "auth/azure/role/strange",
                "bound_service_principal_ids bound_group_ids bound_app_ids match max_token_age"
                    + " allow_user_tokens resource_proof alias_source token_ttl token_max_ttl"
                    + " token_explicit_max_ttl token_period token_policies token_bound_cidrs"
                    + " token_no_default_policy token_num_uses token_type policies ttl max_ttl"
                    + " period num_uses bound_resource_ids bound_resource_types"),
            fields(
                "auth/azure/login",
                "role jwt subscription_id resource_group_name vm_name vmss_name resource_id"),
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
            fields("sys/auth/strange", "type description config options local plugin_name"),
            fields("sys/audit/strange", "type description options local"),
            fields("sys/init", "secret_shares secret_threshold pgp_keys recovery_shares"))
        .flatMap(s -> s);
  }

  private static Stream<String> fields(String path, String names) {
    return Stream.of(names.split(" ")).map(name -> path + " " + name);
  }

  @ParameterizedTest
  @MethodSource("everyParameter")
  void noValueOfAParameterIsAFaultOfTheServer(String parameter) {
    String path = parameter.split(" ")[0];
    String name = parameter.split(" ")[1];
    for (String value : VALUES) {
      String body = "{" + companions(path, name) + "\"" + name + "\":" + value + "}";

      Reply reply = server.root().send("POST", path, body);

      assertThat(reply.status()).as("%s answered %s", body, reply).isLessThan(500);
    }
  }

  // What else must be there for the parameter to be looked at.
  private static String companions(String path, String name) {
    String all =
        switch (path) {
          case "auth/azure/login" -> "\"role\":\"web\",\"jwt\":\"a.b.c\",";
          case "auth/azure/role/strange" ->
              "\"bound_service_principal_ids\":\"" + AzureMount.WEB_1 + "\",";
          case "sys/auth/strange" -> "\"type\":\"azure\",";
          case "sys/audit/strange" -> "\"type\":\"file\",";
          default -> "";
        };
    return all.contains("\"" + name + "\"") ? "" : all;
  }

  @Test
  void noPathIsAFaultOfTheServer() {
    List<String> prefixes =
        List.of(
            "auth/azure/role/",
            "sys/policies/acl/",
            "sys/auth/",
            "sys/audit/",
            "auth/token/renew/",
            "auth/token/revoke/",
            "auth/token/",
            "sys/",
            "auth/",
            "auth/azure/");
    List<String> names =
        List.of(
            "a",
            "A",
            "token",
            "token/x",
            "a/b/c",
            "%C3%BC",
            "%F0%9F%98%80",
            "+",
            "*",
            "a%20b",
            "-",
            "a.b",
            "root",
            "default",
            "x".repeat(600),
            "%C3%BC".repeat(300),
            "a/".repeat(40) + "b",
            "sys",
            "azure/x",
            "a:b",
            "%25",
            "%22",
            "$");
    for (String prefix : prefixes) {
      for (String name : names) {
        for (String method : List.of("GET", "LIST", "POST", "DELETE")) {
          String body =
              method.equals("POST") ? "{\"type\":\"azure\",\"policy\":\"path \\\"a\\\" {}\"}" : "";
          Reply reply = server.root().send(method, prefix + name, body);
          assertThat(reply.status()).as("%s %s: %s", method, prefix + name, reply).isLessThan(500);
        }
      }
    }
  }
}
