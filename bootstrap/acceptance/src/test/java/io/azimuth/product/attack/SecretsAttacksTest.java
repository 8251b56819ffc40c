package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on secrets, wrapped answers and policies. Each of them succeeded on another system. */
final class SecretsAttacksTest {

  private static final String NAME = "name-in-the-hidden-secret";
  private static final String MARKER = "marker-of-the-hidden-secret";
  private static final String CLEAR = "c1ear-text-of-a-secret-nobody-may-log";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static JwtMount mount;
  private static String reader;
  private static String lister;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web");
    server.root().write("sys/audit/file", auditFile());
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("secret/data/hidden", Map.of("data", Map.of(NAME, MARKER)));
    server.root().write("secret/data/hidden/below", Map.of("data", Map.of(NAME, MARKER)));
    server.root().write("secret/data/open", Map.of("data", Map.of("a", "b")));
    reader =
        server.tokenWith(
            "reader",
            "path \"secret/*\" { capabilities = [\"read\", \"update\", \"delete\"] }\n"
                + denied("data")
                + denied("metadata")
                + denied("subkeys")
                + denied("delete")
                + denied("undelete")
                + denied("destroy"));
    lister =
        server.tokenWith(
            "lister",
            """
            path "secret/metadata/*" { capabilities = ["list", "read"] }
            path "secret/metadata/hidden/*" { capabilities = ["deny"] }
            """);
  }

  private static String denied(String folder) {
    return """
    path "secret/%1$s/hidden" { capabilities = ["deny"] }
    path "secret/%1$s/hidden/*" { capabilities = ["deny"] }
    """
        .formatted(folder);
  }

  private static Map<String, ?> auditFile() {
    return Map.of("type", "file", "options", Map.of("file_path", "audit.log"));
  }

  static Stream<String> spellings() {
    return Stream.of("data", "metadata", "subkeys")
        .flatMap(
            folder ->
                Stream.of(
                        "/hidden",
                        "/HIDDEN",
                        "/hidden/",
                        "/open/../hidden",
                        "/open/%2e%2e/hidden",
                        "/open/.%2E/hidden",
                        "/open%2f..%2fhidden",
                        "/./hidden",
                        "//hidden",
                        "/%68idden",
                        "/hidden%00",
                        "/hidden%20",
                        "/hidden;a=b",
                        "/hidden%2fbelow",
                        "/hidden/below",
                        "/Hidden/below",
                        "/hidden/./below",
                        "/open/..;/hidden",
                        "/../" + folder + "/hidden",
                        "/hidden?version=1",
                        "/hidden#x")
                    .map(rest -> "/v1/secret/" + folder + rest));
  }

  @ParameterizedTest(name = "CVE-2026-3605: {0}")
  @MethodSource("spellings")
  void aDeniedSecretIsReachedInNoSpelling(String target) {
    String answer =
        RawHttpConnection.request(
            server.address(), "GET", target, "X-Vault-Token: " + reader + "\r\n");

    assertThat(answer).doesNotContain(MARKER).doesNotContain(NAME);
    assertThat(RawHttpConnection.status(answer)).as(answer).isIn(400, 403, 404);
  }

  @Test
  @DisplayName("CVE-2026-3605: nor is a denied secret deleted, destroyed or brought back")
  void aDeniedSecretIsChangedInNoSpelling() {
    for (String path : List.of("hidden", "Hidden", "open/../hidden", "open/%2e%2e/hidden")) {
      for (String folder : List.of("delete", "undelete", "destroy", "data", "metadata")) {
        Reply write =
            server.as(reader).send("POST", "secret/" + folder + "/" + path, "{\"versions\":[1]}");
        Reply delete = server.as(reader).delete("secret/" + folder + "/" + path);

        assertThat(write.status()).as(folder + path).isIn(400, 403);
        assertThat(delete.status()).as(folder + path).isIn(400, 403);
      }
    }
    assertThat(server.root().get("secret/data/hidden").text()).contains(MARKER);
  }

  @ParameterizedTest(name = "CVE-2026-63131, GHSA-xp3c-3jw3-4vcr: {0}")
  @ValueSource(strings = {"hidden", "hidden/", "HIDDEN/", "Hidden", "hidden/below/"})
  void aDeniedFolderIsNotListed(String folder) {
    for (Reply reply :
        List.of(
            server.as(lister).list("secret/metadata/" + folder),
            server.as(lister).get("secret/metadata/" + folder + "?list=true"))) {
      assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    }
    assertThat(server.as(lister).list("secret/metadata/").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "CVE-2025-4166, GHSA-gcqf-f89c-68hv, CVE-2025-52893: {0}")
  @ValueSource(
      strings = {
        "{\"data\":\"%s\"}",
        "{\"data\":[\"%s\"]}",
        "{\"data\":{\"a\":\"%s\"},\"options\":\"%s\"}",
        "{\"data\":{\"a\":\"%s\"},\"options\":{\"cas\":\"%s\"}}",
        "{\"data\":{\"a\":\"%s\"",
        "{\"data\":{\"a\":%s}}",
        "{\"data\":{\"a\":\"%s\",\"a\":\"%s\"}}",
        "\"%s\"",
        "%s"
      })
  void whatIsMalformedIsToldWithoutItsContent(String form) {
    String body = form.replace("%s", CLEAR);

    for (String path :
        List.of("secret/data/x", "secret/metadata/x", "secret/destroy/x", "sys/wrapping/unwrap")) {
      Reply reply = server.root().send("POST", path, body);

      assertThat(reply.text()).as(path).doesNotContain(CLEAR);
    }
    assertThat(server.log()).doesNotContain(CLEAR);
    assertThat(server.auditLog()).doesNotContain(CLEAR);
  }

  @Test
  @DisplayName("CVE-2025-62705, GHSA-ghfh-fmx4-26h8: no value, wrapped or not, stands in a record")
  void noValueStandsInARecord() {
    Map<String, ?> body = Map.of("data", Map.of("password", CLEAR, "n", 7_345_129_873L));
    server.root().write("secret/data/kept", body);
    server.root().get("secret/data/kept");
    server.root().send("PATCH", "secret/data/kept", "{\"data\":{\"other\":\"" + CLEAR + "\"}}");
    Reply wrapped = wrapping("60").get("secret/data/kept");
    server.as(wrapped.wrappingToken()).post("sys/wrapping/unwrap");
    wrapping("60").post("sys/wrapping/wrap", Map.of("a", CLEAR));
    server.root().write("cubbyhole/a", Map.of("v", CLEAR));
    server.root().get("cubbyhole/a");
    server.root().write("secret/metadata/kept", Map.of("custom_metadata", Map.of("k", CLEAR)));

    assertThat(server.auditLog())
        .contains("secret/data/kept")
        .contains("cubbyhole/a")
        .doesNotContain(CLEAR);
    assertThat(server.log()).doesNotContain(CLEAR);
  }

  private static TestingClient wrapping(String ttl) {
    return server.root().with("X-Vault-Wrap-TTL", ttl);
  }

  @ParameterizedTest(name = "CVE-2026-46405, GHSA-7j6w-vvw2-5f9c: wrapped for {0}")
  @ValueSource(strings = {"60", "-1", "x", "99999h", "1ns"})
  void whatIsRefusedLeavesNoTokenWrappedOrNot(String ttl) {
    long tokens = server.count("token/");
    long wrapped = server.count("wrapped/");

    TestingClient stranger = server.anonymous().with("X-Vault-Wrap-TTL", ttl);
    assertThat(mount.login(stranger, "none", mount.jwt()).status()).isGreaterThanOrEqualTo(400);
    assertThat(mount.login(stranger, "web", "a.b.c").status()).isGreaterThanOrEqualTo(400);
    assertThat(wrapping(ttl).get("secret/data/none").status()).isGreaterThanOrEqualTo(400);
    assertThat(wrapping(ttl).post("sys/wrapping/unwrap", Map.of("token", "x")).status())
        .isGreaterThanOrEqualTo(400);
    assertThat(server.as(reader).with("X-Vault-Wrap-TTL", ttl).get("secret/data/hidden").status())
        .isGreaterThanOrEqualTo(400);

    assertThat(server.count("token/")).isEqualTo(tokens);
    assertThat(server.count("wrapped/")).isEqualTo(wrapped);
  }

  @ParameterizedTest(name = "CVE-2026-89322: {0}")
  @ValueSource(
      strings = {
        "\"admin\"",
        "\"ADMIN\"",
        "\" Admin \"",
        "\"reader,aDmin\"",
        "[\"reader\",\"admin\"]",
        "[\"Admin\\t\"]",
        "[\"reader, admin\"]"
      })
  void aDeniedPolicyIsGivenInNoSpelling(String policies) {
    String maker =
        server.tokenWith(
            "maker",
            """
            path "auth/token/create" {
              capabilities = ["create", "update"]
              denied_parameters = { "policies" = ["admin"] }
            }
            path "sys/policies/acl/*" { capabilities = ["read", "create", "update", "delete"] }
            path "sys/policies/acl/admin" { capabilities = ["deny"] }
            """);

    Reply reply =
        server.as(maker).send("POST", "auth/token/create", "{\"policies\":" + policies + "}");

    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    for (String name : List.of("admin", "ADMIN", "Admin", "admin%20", "%20admin", "admin/")) {
      assertThat(server.as(maker).get("sys/policies/acl/" + name).status()).isIn(400, 403);
      assertThat(server.as(maker).delete("sys/policies/acl/" + name).status()).isIn(400, 403);
    }
  }

  @ParameterizedTest(name = "CVE-2026-105820, CVE-2026-115365: the policy {0}")
  @ValueSource(
      strings = {"../reader", "./reader", "x/../reader", "acl/reader", "reader/", "policy/reader"})
  void aNameWithATraversalIsNoOtherPolicy(String name) {
    Reply made =
        server
            .root()
            .post(
                "auth/token/create", Map.of("policies", List.of(name), "no_default_policy", true));

    if (made.status() == 200) {
      Reply read = server.as(made.clientToken()).get("secret/data/open");
      assertThat(read.status()).as(read.toString()).isEqualTo(403);
    } else {
      assertThat(made.status()).isEqualTo(400);
    }
  }
}
