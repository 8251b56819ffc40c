package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import java.util.List;
import java.util.Map;

/** What one server has before an import, and the other one after it. */
final class ImportedServer {

  private static final String TEMPLATE =
      "path \"moved/data/{{identity.entity.aliases.%s.name}}/*\" { capabilities = [\"read\"] }";

  /** A name as servers give it to the entity of a first login. */
  private static final String FIRST_LOGIN = "entity_0123abcd";

  private static final String OTHER_FIRST_LOGIN = "entity_fedc9876";

  private static final String NAMESPACES = "bound_service_account_namespaces";

  private final TestingClient root;

  ImportedServer(TestingClient root) {
    this.root = root;
  }

  void fill() {
    mountsAndRoles();
    otherMethods();
    root.write("sys/policies/acl/own", Map.of("policy", TEMPLATE.formatted(accessor())));
    identities();
    root.write(
        "sys/quotas/rate-limit/slow",
        Map.of("rate", 2.5, "interval", "2s", "path", "auth/cloud/login"));
    root.write("sys/config/auditing/request-headers/X-Trace", Map.of("hmac", true));
    secrets();
  }

  private void mountsAndRoles() {
    root.write("sys/mounts/moved", Map.of("type", "kv-v2", "description", "of the team"));
    root.write("sys/mounts/movedplain", Map.of("type", "kv"));
    root.write(
        "sys/auth/cloud", Map.of("type", "azure", "config", Map.of("default_lease_ttl", "90m")));
    root.write(
        "auth/cloud/config",
        Map.of(
            "tenant_id", "2f1c8a6e-7b0d-4c39-9e55-1d3b6a7c8f90",
            "resource", "https://management.azure.com/",
            "client_id", "6ab1f0a4-51f9-4b1e-9a55-0f6f8f3f1b77",
            "client_secret", "hunter-of-secrets-2"));
    root.write(
        "auth/cloud/role/web",
        Map.of("bound_group_ids", "g-1,g-2", "token_ttl", "1h", "token_policies", "own"));
  }

  private void otherMethods() {
    root.write("sys/auth/apps", Map.of("type", "approle"));
    root.write(
        "auth/apps/role/web",
        Map.of(
            "role_id",
            "the-old-id",
            "secret_id_num_uses",
            3,
            "bind_secret_id",
            true,
            "token_policies",
            "own"));
    root.write("sys/auth/ci", Map.of("type", "jwt"));
    root.write(
        "auth/ci/config",
        Map.of(
            "jwks_url", "https://ci.example.com/keys",
            "bound_issuer", "https://ci.example.com"));
    root.write(
        "auth/ci/role/deploy",
        Map.of(
            "role_type",
            "jwt",
            "user_claim",
            "sub",
            "bound_audiences",
            "azimuth",
            "bound_claims",
            Map.of("ref", List.of("main", "next"), "run", 7),
            "claim_mappings",
            Map.of("ref", "branch"),
            "clock_skew_leeway",
            -1));
    root.write("sys/auth/people", Map.of("type", "oidc"));
    root.write(
        "auth/people/config",
        Map.of(
            "oidc_discovery_url", "https://people.example.com",
            "oidc_client_id", "web",
            "oidc_client_secret", "hunter-of-people"));
    root.write("sys/auth/pods", Map.of("type", "kubernetes"));
    root.write(
        "auth/pods/config",
        Map.of("kubernetes_host", "https://k8s.example.com", "disable_local_ca_jwt", true));
    root.write(
        "auth/pods/role/web",
        Map.of(
            "bound_service_account_names", "web",
            "bound_service_account_namespaces", "prod,test",
            "token_ttl", "1h"));
  }

  private void checkOtherMethods() {
    assertThat(root.get("auth/apps/role/web/role-id").data().path("role_id").asText())
        .isEqualTo("the-old-id");
    assertThat(root.get("auth/apps/role/web").data().path("secret_id_num_uses").asInt())
        .isEqualTo(3);
    assertThat(root.get("auth/ci/config").data().path("bound_issuer").asText())
        .isEqualTo("https://ci.example.com");
    Reply deploy = root.get("auth/ci/role/deploy");
    assertThat(Reply.texts(deploy.data().path("bound_claims").path("ref")))
        .containsExactly("main", "next");
    assertThat(deploy.data().path("bound_claims").path("run").asInt()).isEqualTo(7);
    assertThat(deploy.data().path("clock_skew_leeway").asInt()).isEqualTo(-1);
    assertThat(root.get("auth/people/config").data().path("oidc_client_id").asText())
        .isEqualTo("web");
    assertThat(Reply.texts(root.get("auth/pods/role/web").data().path(NAMESPACES)))
        .containsExactlyInAnyOrder("prod", "test");
  }

  private void identities() {
    root.write("identity/entity", Map.of("name", "ada", "metadata", Map.of("team", "x")));
    String ada = id("identity/entity/name/ada");
    root.write(
        "identity/entity-alias",
        Map.of("name", "0-a", "canonical_id", ada, "mount_accessor", accessor()));
    root.write("identity/entity", Map.of("name", FIRST_LOGIN));
    String first = id("identity/entity/name/" + FIRST_LOGIN);
    root.write(
        "identity/entity-alias",
        Map.of("name", "0-b", "canonical_id", first, "mount_accessor", accessor()));
    root.write("identity/group", Map.of("name", "team", "member_entity_ids", List.of(ada, first)));
    root.write("identity/group", Map.of("name", "entra", "type", "external"));
    root.write(
        "identity/group-alias",
        Map.of(
            "name", "g-1",
            "canonical_id", id("identity/group/name/entra"),
            "mount_accessor", accessor()));
    root.write(
        "identity/group",
        Map.of(
            "name", "all",
            "policies", "own",
            "member_group_ids",
                List.of(id("identity/group/name/team"), id("identity/group/name/entra"))));
  }

  private void secrets() {
    root.write("movedplain/x", Map.of("a", "hunter-1"));
    root.write(
        "moved/metadata/app/db",
        Map.of("cas_required", true, "max_versions", 7, "custom_metadata", Map.of("team", "x")));
    for (int version = 1; version <= 4; version++) {
      root.write(
          "moved/data/app/db",
          Map.of(
              "options", Map.of("cas", version - 1),
              "data", Map.of("password", "hunter-" + version, "port", 5432)));
    }
    root.write("moved/data/app/late", Map.of("data", Map.of("a", "hunter-5")));
    root.write("moved/data/app/late", Map.of("data", Map.of("a", "hunter-6")));
    root.write("moved/destroy/app/late", Map.of("versions", List.of(1)));
    root.write("moved/destroy/app/db", Map.of("versions", List.of(1)));
    root.write("moved/delete/app/db", Map.of("versions", List.of(3)));
  }

  /** The state after a first login here, and an import that ended while it wrote a secret. */
  void interrupt() {
    String first = id("identity/entity/name/" + FIRST_LOGIN);
    root.write("identity/entity/id/" + first, Map.of("name", OTHER_FIRST_LOGIN));
    root.delete("moved/metadata/app/late");
    root.write("moved/data/app/late", Map.of("data", Map.of()));
  }

  /** Checks that the entity of the first login here is the one of the other server. */
  void checkFirstLogin() {
    assertThat(root.get("identity/entity/name/" + FIRST_LOGIN).status()).isEqualTo(404);
    assertThat(Reply.texts(root.get("identity/group/name/team").data().path("member_entity_ids")))
        .containsExactlyInAnyOrder(
            id("identity/entity/name/ada"), id("identity/entity/name/" + OTHER_FIRST_LOGIN));
  }

  private String accessor() {
    return root.get("sys/auth/cloud").data().path("accessor").asText();
  }

  private String id(String path) {
    return root.get(path).data().path("id").asText();
  }

  /** Checks the server that an import has written. */
  void check() {
    assertThat(root.get("sys/mounts/auth/cloud/tune").data().path("default_lease_ttl").asInt())
        .isEqualTo(5400);
    Reply role = root.get("auth/cloud/role/web");
    assertThat(Reply.texts(role.data().path("bound_group_ids"))).containsExactly("g-1", "g-2");
    assertThat(role.data().path("token_ttl").asInt()).isEqualTo(3600);
    assertThat(root.get("auth/cloud/config").data().path("client_id").asText()).startsWith("6ab1");
    checkOtherMethods();
    assertThat(root.get("sys/policies/acl/own").data().path("policy").asText())
        .isEqualTo(TEMPLATE.formatted(accessor()));
    assertThat(
            root.get("identity/entity/name/ada")
                .data()
                .path("aliases")
                .path(0)
                .path("mount_accessor")
                .asText())
        .isEqualTo(accessor());
    assertThat(Reply.texts(root.get("identity/group/name/all").data().path("member_group_ids")))
        .containsExactlyInAnyOrder(id("identity/group/name/team"), id("identity/group/name/entra"));
    assertThat(root.get("identity/group/name/entra").data().path("alias").path("name").asText())
        .isEqualTo("g-1");
    assertThat(root.get("sys/quotas/rate-limit/slow").data().path("rate").asDouble())
        .isEqualTo(2.5);
    assertThat(
            root.get("moved/data/app/db?version=2").data().path("data").path("password").asText())
        .isEqualTo("hunter-2");
    assertThat(root.get("moved/data/app/db").data().path("data").path("password").asText())
        .isEqualTo("hunter-4");
    Reply metadata = root.get("moved/metadata/app/db");
    assertThat(metadata.data().path("max_versions").asInt()).isEqualTo(7);
    assertThat(metadata.data().path("cas_required").asBoolean()).isTrue();
    assertThat(metadata.data().path("versions").path("1").path("destroyed").asBoolean()).isTrue();
    assertThat(metadata.data().path("versions").path("3").path("destroyed").asBoolean()).isTrue();
    assertThat(root.get("movedplain/x").data().path("a").asText()).isEqualTo("hunter-1");
  }
}
