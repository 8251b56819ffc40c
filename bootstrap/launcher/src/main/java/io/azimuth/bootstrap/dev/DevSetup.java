package io.azimuth.bootstrap.dev;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * Configures an empty server: a secret to read, a role that a machine of the simulated Azure can
 * log in with, and one that refuses it.
 */
final class DevSetup {

  /** The name of the role that the setup creates. */
  static final String ROLE = "dev";

  /** The name of the role for another machine: it refuses {@code web-1}. */
  static final String OTHER_ROLE = "web-3";

  /** The audience that the mount requires. */
  static final String AUDIENCE = "https://management.azure.com/";

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String WEB_3 = "bbbbbbbb-0000-4000-8000-000000000003";
  private static final String SERVER_ID = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final Value.Obj HELLO =
      Value.Obj.builder().put("greeting", "hello from a simulated machine").build();
  private static final String POLICY =
      """
      path "auth/azure/role/dev" {
        capabilities = ["read"]
      }
      path "auth/azure/login/explain" {
        capabilities = ["update"]
      }
      path "secret/data/*" {
        capabilities = ["read"]
      }
      path "kv-v2/data/*" {
        capabilities = ["read"]
      }
      """;

  private final ApiClient client;
  private SecretText root = SecretText.of("");

  DevSetup(ApiClient client) {
    this.client = client;
  }

  /** Initialises the server and enables its secrets engines; returns the root token. */
  SecretText run(Optional<SecretText> rootId) {
    root = initialise();
    rootId.ifPresent(this::replaceRoot);
    post(
        "sys/mounts/secret",
        Value.Obj.builder().put("type", "kv-v2").put("description", "key/value secret storage"));
    post("secret/data/hello", Value.Obj.builder().put("data", HELLO));
    post("sys/mounts/kv-v2", Value.Obj.builder().put("type", "kv-v2"));
    return root;
  }

  /** Enables and configures {@code auth/azure}, with the role and its policy. */
  void addAzure() {
    put("sys/policies/acl/dev", Value.Obj.builder().put("policy", POLICY));
    post("sys/auth/azure", Value.Obj.builder().put("type", "azure"));
    put(
        "auth/azure/config",
        Value.Obj.builder()
            .put("tenant_id", TENANT)
            .put("resource", AUDIENCE)
            .put("environment", "lab")
            .put("client_id", SERVER_ID)
            .put("client_secret", "lab-secret-of-azimuth-server"));
    put(
        "auth/azure/role/" + ROLE,
        Value.Obj.builder()
            .put("bound_service_principal_ids", List.of(WEB_1))
            .put("token_policies", List.of("dev"))
            .put("token_ttl", "1h"));
    put(
        "auth/azure/role/" + OTHER_ROLE,
        Value.Obj.builder()
            .put("bound_service_principal_ids", List.of(WEB_3))
            .put("token_policies", List.of("dev"))
            .put("token_ttl", "1h"));
  }

  private SecretText initialise() {
    ApiReply reply =
        client.sendExpectingSuccess(ApiCall.put("sys/init", Value.Obj.EMPTY), Optional.empty());
    return reply
        .body()
        .flatMap(body -> ApiReply.text(body, "root_token"))
        .map(SecretText::of)
        .orElseThrow(() -> new ClientException("sys/init gave no root token"));
  }

  // Revokes the first root token. It is not printed, so no user has it.
  private void replaceRoot(SecretText id) {
    post(
        "auth/token/create",
        Value.Obj.builder()
            .put("id", id.expose())
            .put("policies", List.of("root"))
            .put("no_parent", true));
    put("auth/token/revoke-self", Value.Obj.builder());
    root = id;
  }

  private void put(String path, Value.Builder body) {
    client.sendExpectingSuccess(ApiCall.put(path, body.build()), Optional.of(root));
  }

  private void post(String path, Value.Builder body) {
    client.sendExpectingSuccess(ApiCall.post(path, body.build()), Optional.of(root));
  }
}
