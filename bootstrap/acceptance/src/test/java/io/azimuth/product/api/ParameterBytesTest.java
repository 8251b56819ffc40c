package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Reads and help of resources with many parameters, byte by byte: the order of the parameters is
 * part of an answer. Each file in {@code parameters} has a read of the fewest parameters, a read of
 * all of them and the help.
 */
final class ParameterBytesTest {

  private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String MACHINE =
      "/subscriptions/"
          + ID
          + "/resourceGroups/rg-1/providers/Microsoft.Compute/virtualMachines/web-1";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @Test
  @AboutAzure
  void azureRole() {
    AzureMount.enable(server, "azure");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("bound_service_principal_ids", ID);
    all.put("bound_group_ids", ID);
    all.put("bound_app_ids", ID);
    all.put("bound_agent_blueprint_ids", ID);
    all.put("bound_app_roles", "Secrets.Read");
    all.put("bound_tenant_ids", ID);
    all.put("bound_subscription_ids", ID);
    all.put("bound_resource_groups", "rg-1,rg-2");
    all.put("bound_locations", "westeurope");
    all.put("bound_scale_sets", "fleet");
    all.put("bound_resource_ids", MACHINE);
    all.put("bound_resource_types", "Microsoft.Compute/virtualMachines");
    all.put("bound_tags", Map.of("Env", "prod"));
    all.put("match", "any");
    all.put("max_token_age", "20m");
    all.put("single_use_tokens", true);
    all.put("require_bound_token", true);
    all.put("bound_expression", "claims.ver == '1.0'");
    all.put("allow_user_tokens", true);
    all.put("allow_agents", "all");
    all.put("resource_proof", "directory");
    all.put("renew_resource_proof", true);
    all.put("require_attested_document", true);
    all.put("bound_attestation", "confidential_vm,secure_boot,no_debug");
    all.put("bound_attestation_policy_hashes", "wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs");
    all.put("alias_source", "app_id");
    all.put("groups_claim", "roles");
    all.put("claim_mappings", Map.of("sub", "subject"));
    all.put("tag_mappings", Map.of("team", "team"));
    all.put("token_explicit_max_ttl", "3h");
    all.put("token_bound_cidrs", "10.0.0.0/8,::1");
    all.put("token_no_default_policy", true);
    all.put("token_type", "service");
    all.put("bind_token", "if_possible");
    all.put("alias_metadata", Map.of("team", "web"));
    all.put("policies", "web,db");
    all.put("ttl", "1h");
    all.put("max_ttl", "2h");
    all.put("period", "30m");
    all.put("num_uses", 7);

    check("azure-role", "auth/azure/role/web", Map.of("bound_app_ids", ID), all);
    assertCanBeWrittenBack("auth/azure/role/web");
  }

  @Test
  @AboutAzure
  void azureConfig() {
    server.root().write("sys/auth/other", Map.of("type", "azure"));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("tenant_id", AzureMount.TENANT);
    all.put("additional_tenants", ID);
    all.put("resource", AzureMount.AUDIENCE);
    all.put("additional_audiences", "api://a,api://b");
    all.put("environment", "lab");
    all.put("clock_skew_leeway", "2m");
    all.put("attestation_issuers", "https://sharedweu.weu.attest.azure.net");
    all.put("client_id", ID);
    all.put("client_secret", "lab-secret-of-azimuth-server");
    all.put("max_retries", 5);
    all.put("retry_delay", "2s");
    all.put("max_retry_delay", "9s");
    all.put("root_password_ttl", "1000h");
    all.put("resource_cache_ttl", "3m");
    all.put("resource_stale_ttl", "4m");
    all.put("login_timeout", "45s");
    all.put("outage_grace", "5m");
    all.put("watch_resources", true);
    all.put("azure_log_level", "basic");
    all.put("resolve_groups", true);
    all.put("auth_type", "root_creds");
    all.put("rotation_schedule", "0 3 * * *");
    all.put("rotation_window", "2h");
    all.put("disable_automated_rotation", true);

    check(
        "azure-config",
        "auth/other/config",
        Map.of("tenant_id", AzureMount.TENANT, "resource", AzureMount.AUDIENCE),
        all);
    assertCanBeWrittenBack("auth/other/config");
  }

  @Test
  void tokenRole() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("allowed_policies", "b,a");
    all.put("disallowed_policies", "c");
    all.put("allowed_policies_glob", "a*");
    all.put("disallowed_policies_glob", "c*");
    all.put("orphan", true);
    all.put("renewable", false);
    all.put("path_suffix", "team");
    all.put("allowed_entity_aliases", "bob");
    all.put("token_no_default_policy", true);
    all.put("token_num_uses", 3);
    all.put("token_type", "default-batch");
    all.put("bind_token", "if_possible");
    all.put("period", "1h");
    all.put("explicit_max_ttl", "2h");
    all.put("bound_cidrs", "10.0.0.0/8,::1");

    check("token-role", "auth/token/roles/ci", Map.of(), all);
  }

  private static void check(String file, String path, Map<String, ?> fewest, Map<String, ?> all) {
    String answers =
        data(path, fewest)
            + data(path, all)
            + server.root().get(path + "?help=1").body().path("help").asText();

    assertThat(answers).isEqualTo(expected(file));
  }

  private static String data(String path, Map<String, ?> sent) {
    Reply written = server.root().write(path, sent);
    assertThat(written.status()).as("%s", written).isLessThan(300);
    return server.root().get(path).data() + "\n";
  }

  private static void assertCanBeWrittenBack(String path) {
    String read = server.root().get(path).data().toString();
    Reply again = server.root().send("POST", path, read);
    assertThat(again.status()).as("%s", again).isLessThan(300);
    assertThat(server.root().get(path).data().toString()).isEqualTo(read);
  }

  private static String expected(String file) {
    String name = "/parameters/" + file + ".txt";
    try (InputStream stream = ParameterBytesTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
