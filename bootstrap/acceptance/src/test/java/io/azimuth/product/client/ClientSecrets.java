package io.azimuth.product.client;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.Map;

/**
 * The content of a server for the tests of real clients: engines, one policy, and a role with it.
 */
final class ClientSecrets {

  private static final String POLICY =
      """
      path "secret/data/app/*" { capabilities = ["create", "read", "update", "patch", "delete"] }
      path "secret/metadata/app/*" { capabilities = ["create", "read", "update", "list", "delete"] }
      path "secret/delete/app/*" { capabilities = ["update"] }
      path "secret/undelete/app/*" { capabilities = ["update"] }
      path "secret/destroy/app/*" { capabilities = ["update"] }
      path "plain/app/*" { capabilities = ["create", "read", "update", "delete", "list"] }
      """;

  private ClientSecrets() {}

  /**
   * Creates KV version 2 at {@code secret/}, version 1 at {@code plain/}, and the role {@code web}
   * of the azure mount.
   */
  static AzureMount prepare(TestingServer server) {
    TestingClient root = server.root();
    root.write("sys/mounts/secret", Map.of("type", "kv-v2"));
    root.write("sys/mounts/plain", Map.of("type", "kv-v1"));
    root.write("sys/policies/acl/app", Map.of("policy", POLICY));
    return AzureMount.enable(server, "azure")
        .role("web", "token_policies", "app", "token_ttl", "1h")
        .warm("web");
  }
}
