package io.azimuth.product.mount;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mounts, policies and capabilities over HTTP. */
final class MountSurfaceTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    JwtMount.enable(server, "jwt").role("web");
    server.root().write("sys/policies/acl/web", Map.of("policy", "path \"x\" {}"));
  }

  @ParameterizedTest(name = "{0} {1} answers {2}")
  @CsvSource({
    "GET,    sys/auth,                          200",
    "GET,    sys/auth/jwt,                      200",
    "GET,    sys/auth/jwt/,                     200",
    "GET,    sys/auth/none,                     400",
    "GET,    sys/auth/jwt/tune,                 200",
    "GET,    sys/mounts/auth/jwt/tune,          200",
    "GET,    sys/auth/none/tune,                400",
    "DELETE, sys/auth/none,                     204",
    "DELETE, sys/auth/token,                    400",
    "GET,    sys/mounts,                        200",
    "GET,    sys/mounts/sys,                    200",
    "GET,    sys/mounts/none,                   400",
    "GET,    sys/mounts/cubbyhole/tune,         200",
    "DELETE, sys/mounts/none,                   204",
    "DELETE, sys/mounts/identity,               400",
    "GET,    sys/remount/status/none,           404",
    "GET,    sys/internal/ui/mounts,            200",
    "GET,    sys/internal/ui/mounts/auth/jwt,   200",
    "GET,    sys/internal/ui/mounts/none,       403",
    "GET,    sys/internal/ui/resultant-acl,     200",
    "LIST,   sys/policies/acl,                  200",
    "GET,    sys/policies/acl?list=true,        200",
    "GET,    sys/policies/acl/web,              200",
    "GET,    sys/policies/acl/root,             200",
    "GET,    sys/policies/acl/none,             404",
    "DELETE, sys/policies/acl/none,             204",
    "DELETE, sys/policies/acl/default,          400",
    "DELETE, sys/policies/acl/root,             400",
    "GET,    sys/policy,                        200",
    "LIST,   sys/policy,                        200",
    "GET,    sys/policy?list=true,              200",
    "GET,    sys/policy/web,                    200",
    "GET,    sys/policy/none,                   404",
    "DELETE, sys/policy/none,                   204",
    "GET,    sys/pprof/heap,                    404",
    "GET,    sys/license/status,                404",
    "GET,    sys/namespaces,                    404",
    "LIST,   sys/version-history,               200",
    "GET,    sys/quotas/lease-count/x,          404",
    "GET,    sys/plugins/catalog,               200",
    "GET,    sys/locked-users,                  404"
  })
  void routesAnswerWithTheirStatus(String method, String path, int status) {
    Reply reply = server.root().send(method, path, "");
    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0} answers {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sys/auth/extra               | {\"type\":\"jwt\"}                       | 204",
        "sys/auth/extra               | {\"type\":\"jwt\"}                       | 400",
        "sys/auth/other               | {}                                       | 400",
        "sys/auth/other               | {\"type\":\"github\"}                    | 400",
        "sys/auth/extra/tune          | {\"description\":\"x\"}                  | 204",
        "sys/mounts/auth/extra/tune   | {\"default_lease_ttl\":\"1h\"}           | 204",
        "sys/auth/extra/tune          | {\"max_lease_ttl\":\"1m\"}               | 400",
        "sys/mounts/secret            | {\"type\":\"pki\"}                       | 400",
        "sys/mounts/sys               | {\"type\":\"kv\"}                        | 403",
        "sys/remount                  | {\"from\":\"auth/extra\",\"to\":\"auth/e\"} | 200",
        "sys/remount                  | {\"from\":\"auth/extra\",\"to\":\"auth/e\"} | 400",
        "sys/policies/acl/root        | {\"policy\":\"path \\\"x\\\" {}\"}       | 400",
        "sys/policies/acl/p           | {}                                       | 400",
        "sys/policy/p                 | {\"rules\":\"path \\\"x\\\" {}\"}        | 200",
        "sys/capabilities-self        | {\"paths\":[\"x\"]}                      | 200",
        "sys/capabilities-self        | {}                                       | 400",
        "sys/capabilities             | {\"token\":\"azs.x\",\"paths\":[\"x\"]}  | 400",
        "sys/capabilities-accessor    | {\"accessor\":\"x\",\"paths\":[\"x\"]}   | 400"
      })
  void writesAnswerWithTheirStatus(String path, String body, int status) {
    Reply reply = server.root().send("POST", path, body);
    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
  }

  @ParameterizedTest
  @DisplayName("members of data are repeated at the root of the answer")
  @ValueSource(
      strings = {
        "sys/auth",
        "sys/auth/jwt",
        "sys/auth/jwt/tune",
        "sys/mounts",
        "sys/mounts/sys",
        "sys/mounts/auth/jwt/tune",
        "sys/policy",
        "sys/policy/web"
      })
  void dataStandsAtTheRootToo(String path) {
    Reply reply = server.root().get(path);
    assertThat(reply.data().isEmpty()).isFalse();
    reply
        .data()
        .properties()
        .forEach(
            member ->
                assertThat(reply.body().path(member.getKey()))
                    .as(member.getKey())
                    .isEqualTo(member.getValue()));
  }

  @Test
  @DisplayName("capabilities are repeated at the root of the answer, policies/acl is not")
  void capabilitiesAreDoubledAndPoliciesAreNot() {
    Reply capabilities =
        server.root().post("sys/capabilities-self", Map.of("paths", List.of("sys/auth")));
    assertThat(capabilities.body().path("sys/auth").path(0).asText()).isEqualTo("root");
    assertThat(capabilities.body().path("capabilities").path(0).asText()).isEqualTo("root");
    assertThat(server.root().get("sys/policies/acl/web").body().has("policy")).isFalse();
    assertThat(server.root().list("sys/policies/acl").body().has("keys")).isFalse();
  }

  @Test
  void aMountIsShownWithEveryKey() {
    for (JsonNode mount :
        List.of(
            server.root().get("sys/auth").data().path("jwt/"),
            server.root().get("sys/mounts").data().path("cubbyhole/"))) {
      assertThat(names(mount))
          .containsExactlyInAnyOrder(
              "type",
              "description",
              "accessor",
              "uuid",
              "local",
              "seal_wrap",
              "external_entropy_access",
              "options",
              "plugin_version",
              "running_plugin_version",
              "running_sha256",
              "deprecation_status",
              "config");
      assertThat(names(mount.path("config")))
          .contains("default_lease_ttl", "max_lease_ttl", "force_no_cache");
    }
  }

  @Test
  void warningsOfAPolicyComeWithItsAnswer() {
    Reply reply =
        server
            .root()
            .send(
                "PUT",
                "sys/policies/acl/Linted",
                "{\"policy\":\"path \\\"/auth/jwt/rolee/*\\\" { capabilities = [\\\"read\\\"]"
                    + " }\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("data").isNull()).isTrue();
    assertThat(reply.warnings())
        .containsExactly(
            "policy name was converted to linted",
            "path \"/auth/jwt/rolee/*\" on line 1: paths have no leading slash; it is taken as"
                + " \"auth/jwt/rolee/*\"",
            "path \"/auth/jwt/rolee/*\" on line 1: nothing is served at such a path");
    assertThat(
            server
                .root()
                .send(
                    "PUT",
                    "sys/policies/acl/clean",
                    "{\"policy\":\"path \\\"auth/jwt/role/*\\\" { capabilities = [\\\"read\\\"]"
                        + " }\"}")
                .status())
        .isEqualTo(204);
  }

  @Test
  @DisplayName("Vault 2.2.2: deny rules see a path in every case of its letters")
  void denyIsBlindToCase() {
    server.root().write("sys/policies/acl/payroll", Map.of("policy", "path \"x\" {}"));
    String token =
        server.tokenWith(
            "of-test",
            """
            path "sys/policies/acl/*" { capabilities = ["read"] }
            path "sys/policies/acl/payroll" { capabilities = ["deny"] }
            """);
    for (String spelling : List.of("payroll", "Payroll", "PAYROLL", "payrolL")) {
      assertThat(server.as(token).get("sys/policies/acl/" + spelling).status())
          .as(spelling)
          .isEqualTo(403);
    }
    assertThat(server.as(token).get("sys/policies/acl/web").status()).isEqualTo(200);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
