package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that succeeded on similar systems, run against the whole server. */
final class KnownAttacksTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;
  private static JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web");
    server.root().write("sys/audit/file", auditFile("audit.log"));
  }

  private static Map<String, ?> auditFile(String path) {
    return Map.of("type", "file", "options", Map.of("file_path", path));
  }

  @ParameterizedTest(name = "GHSA-rh46-vc3j-w2w3: {0} cannot be asked for from outside")
  @ValueSource(
      strings = {
        "RENEW",
        "REVOKE",
        "ROLLBACK",
        "INITIALIZE",
        "WRITE",
        "ALIAS-LOOKAHEAD",
        "RESOLVE-ROLE",
        "INVALIDATE",
        "SWEEP"
      })
  void noInternalOperationCanBeNamed(String operation) {
    long tokens = server.count("token/");

    for (String path :
        List.of(mount.at("login"), "auth/token/create", "auth/token/renew-self", "sys/auth/jwt")) {
      Reply verb = server.root().send(operation, path, "{}");
      Reply header =
          server
              .anonymous()
              .with("X-HTTP-Method-Override", operation)
              .with("X-Vault-Operation", operation)
              .get(path);

      assertThat(verb.status()).as(path).isEqualTo(405);
      assertThat(header.status()).as(path).isEqualTo(403);
    }
    assertThat(server.count("token/")).isLessThanOrEqualTo(tokens); // a sweep may be running
  }

  @Test
  @DisplayName("GHSA-rh46-vc3j-w2w3: a body cannot name the operation, the mount or the identity")
  void noFieldOfALoginNamesWhatOnlyTheServerKnows() {
    Reply reply =
        mount.login(
            "web",
            mount.jwt(),
            "operation",
            "renew",
            "policies",
            "root",
            "token_policies",
            "root",
            "entity_id",
            "root",
            "mount_accessor",
            "x",
            "client_token",
            server.rootToken());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Reply.texts(reply.auth().path("policies"))).containsExactly("default");
    assertThat(reply.clientToken()).isNotEqualTo(server.rootToken());
  }

  @ParameterizedTest(name = "GHSA-mwr2-wmgp-crj6: a mount called {0} is a mount")
  @ValueSource(strings = {"root", "default", "login", "sys", "config", "auth", "self", "root/root"})
  void aMountNamedLikeSomethingReservedIsAMount(String name) {
    JwtMount named = JwtMount.enable(server, name).role("root", "token_policies", "reader");

    Reply login = named.loggedIn("root");
    Reply self = server.as(login.clientToken()).get("auth/token/lookup-self");

    assertThat(Reply.texts(login.auth().path("policies"))).containsExactly("default", "reader");
    assertThat(self.data().path("path").asText()).isEqualTo("auth/" + name + "/login");
    assertThat(self.data().path("ttl").asLong()).isPositive();
    assertThat(server.as(login.clientToken()).get("sys/auth").status()).isEqualTo(403);
    assertThat(server.root().delete("sys/auth/" + name).status()).isEqualTo(204);
    assertThat(server.as(login.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(403);
  }

  @ParameterizedTest(name = "GHSA-mwr2-wmgp-crj6: nothing is mounted at {0}")
  @ValueSource(
      strings = {
        "token",
        "token/",
        "token/below",
        "..",
        "%2e%2e",
        ".",
        "../sys",
        "a/../token",
        "a//b",
        "*",
        "+",
        "a/+",
        "a*",
        "%20%20/..",
        "a%00b"
      })
  void nothingIsMountedWhereItWouldHideSomething(String path) {
    Reply reply = server.root().post("sys/auth/" + path, Map.of("type", "jwt"));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "GHSA-mwr2-wmgp-crj6: the role {0} is none")
  @ValueSource(strings = {"..", ".", "%2e%2e", "-", "_-", "a%2fb", "*", "+", "%20root", "root%20"})
  void aRoleCannotBeCalledSo(String name) {
    Reply reply = server.root().post(mount.at("role/" + name), JwtMount.roleParameters());

    assertThat(reply.status()).as(reply.toString()).isIn(400, 404);
  }

  @Test
  @DisplayName("GHSA-mwr2-wmgp-crj6: the name of a token or an accessor is not a word")
  void noWordIsATokenOrAnAccessor() {
    for (String word : List.of("root", "self", "default", "..", "*", "0", "null", "true")) {
      assertThat(server.as(word).get("auth/token/lookup-self").status()).as(word).isEqualTo(403);
      assertThat(server.root().post("auth/token/lookup", Map.of("token", word)).status())
          .as(word)
          .isEqualTo(403);
      assertThat(
              server.root().post("auth/token/lookup-accessor", Map.of("accessor", word)).status())
          .as(word)
          .isEqualTo(400);
    }
  }

  @Test
  @DisplayName("CVE-2021-38553: nobody but the owner may read what the server writes")
  void nobodyElseMayReadWhatTheServerWrites() throws IOException {
    List<Path> written;
    try (Stream<Path> data = Files.walk(server.path("data"));
        Stream<Path> audit = Files.walk(server.path("audit"))) {
      written = Stream.concat(data, audit).toList();
    }

    assertThat(written).hasSizeGreaterThanOrEqualTo(5);
    for (Path path : written) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
    }
  }

  @ParameterizedTest(name = "CVE-2025-6000: {0} is no place for an audit file")
  @ValueSource(
      strings = {
        "/etc/cron.d/azimuth",
        "../plugins/evil.jar",
        "../data/store.db",
        "../azimuth.hcl",
        "a/../../seal.key",
        ""
      })
  void anAuditFileIsBelowItsDirectoryOrNowhere(String path) {
    assertThat(server.root().post("sys/audit/evil", auditFile(path)).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("CVE-2025-6000: no link below the directory leads an audit file out of it")
  void noLinkLeadsOutOfTheDirectory(@TempDir Path outside) throws IOException {
    Path audit = server.path("audit");
    Files.createSymbolicLink(audit.resolve("out"), outside);
    Files.createSymbolicLink(audit.resolve("link.log"), outside.resolve("evil.sh"));

    for (String path : List.of("out/evil.sh", "link.log", "out/../out/evil.sh")) {
      assertThat(server.root().post("sys/audit/evil", auditFile(path)).status()).isEqualTo(400);
    }

    assertThat(outside).isEmptyDirectory();
    Files.delete(audit.resolve("out"));
    Files.delete(audit.resolve("link.log"));
  }

  @ParameterizedTest(name = "CVE-2025-6000: the option {0} is refused")
  @ValueSource(strings = {"prefix", "log_raw", "mode", "exec", "address"})
  void noOptionMakesAProgramOfAnAuditFile(String option) {
    Map<String, ?> device =
        Map.of(
            "type",
            "file",
            "options",
            Map.of(
                "file_path",
                "evil.log",
                option,
                switch (option) {
                  case "mode" -> "0755";
                  case "log_raw" -> "true";
                  default -> "#!/bin/sh\n";
                }));

    assertThat(server.root().post("sys/audit/evil", device).status()).isEqualTo(400);
    assertThat(server.path("audit/evil.log")).doesNotExist();
  }

  @Test
  @DisplayName(
      "CVE-2025-62705: what guards every test of the product would see a token in a record")
  void theGuardOfEveryRunSeesALeak() throws IOException {
    Path leak = server.path("audit/leak.log");
    server.root().write("sys/mounts/guarded", Map.of("type", "kv"));
    server.root().write("guarded/a", Map.of("password", "correct horse/battery \"staple\""));
    assertThat(server.leaks()).isEmpty();

    for (String planted :
        List.of(
            "{\"token\":\"" + server.rootToken() + "\"}",
            "Basic " + base64("root:" + server.rootToken()),
            HexFormat.of().formatHex(server.rootToken().getBytes(StandardCharsets.UTF_8)),
            mount.jwt(), // which no request has used yet
            "azs.NobodyHasSeenThisToken00",
            "a {\"password\":\"correct horse/battery \\\"staple\\\"\"}",
            "a=correct+horse%2Fbattery+%22staple%22",
            base64("..correct horse/battery \"staple\""))) {
      Files.writeString(leak, planted);
      assertThat(server.leaks()).as(planted).isNotEmpty();
    }

    Files.delete(leak);
    assertThat(server.leaks()).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("CVE-2025-6015: one name has one spelling before anything is kept under it")
  void aNameHasOneSpellingBeforeAnythingIsKeptUnderIt() {
    server.root().write("sys/policies/acl/ONE-name", readsRoles());
    mount.role("MixedCase", "token_policies", " One-Name ,one-name,ONE-NAME");

    Reply login = mount.loggedIn("mIXEDcASE");

    assertThat(Reply.texts(login.auth().path("policies"))).containsExactly("default", "one-name");
    assertThat(login.auth().path("metadata").path("role").asText()).isEqualTo("mixedcase");
    assertThat(mount.login(" MixedCase", mount.jwt()).status()).isEqualTo(400);
    assertThat(mount.login("mixedcase ", mount.jwt()).status()).isEqualTo(400);
  }

  private static Map<String, ?> readsRoles() {
    return Map.of("policy", "path \"auth/jwt/role\" { capabilities = [\"list\"] }");
  }
}
