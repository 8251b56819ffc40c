package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of the documentation, built outside of our build, work in a server. */
@Tag("javac")
@Tag("slow")
class PluginFromJarTest {

  private static final String PEPPER = "0123456789-pepper-abcdef";

  @TempDir private static Path directory;
  @TempDir private static Path scratch;

  private static TestingServer server;

  @BeforeAll
  static void start() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);
    PluginBuild.hosts(directory.resolve("plugins"), scratch);
    server =
        TestingServer.in(directory)
            .config("plugin_directory = \"plugins\"")
            .config("plugin \"badge\" {\n  site = \"north\"\n  pepper = \"" + PEPPER + "\"\n}")
            .start();
  }

  @AfterAll
  static void theLogSaysWhatStartedAndEnded() {
    server.stop();
    String log = server.log();
    server.close();
    assertThat(log)
        .contains(
            "plugin started kind=\"auth method\" type=badge from=auth-badge.jar",
            "plugin started kind=\"auth method\" type=ed25519 from=ed25519-login.jar",
            "plugin started kind=\"auth method\" type=approle from=\"built in\"",
            "plugin started kind=\"secrets engine\" type=kv from=\"built in\"",
            "plugin started kind=\"storage engine\"",
            "badge: badges of the site north can log in",
            "badge: badges of the site north can no longer log in")
        .doesNotContain(PEPPER);
  }

  @Test
  void logsInRenewsUsesItsSettingsAndHelpDescribesIt() {
    server.root().write("sys/auth/badge", Map.of("type", "badge"));
    assertThat(server.root().get("auth/badge?help=1").text())
        .contains("Logs users in with the number of their badge.");
    server
        .root()
        .write("auth/badge/user/ada", Map.of("badge", "1815-12-10", "token_policies", "reader"));

    Reply login =
        server.anonymous().post("auth/badge/login", Map.of("user", "ada", "badge", "1815-12-10"));

    assertThat(login.status()).isEqualTo(200);
    assertThat(Reply.texts(login.auth().path("policies"))).contains("default", "reader");
    assertThat(login.auth().path("metadata").path("site").asText()).isEqualTo("north");
    assertThat(login.auth().path("entity_id").asText()).isNotEmpty();
    assertThat(server.as(login.clientToken()).post("auth/token/renew-self").status())
        .isEqualTo(200);

    Reply refused =
        server.anonymous().post("auth/badge/login", Map.of("user", "ada", "badge", "1815"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors()).containsExactly("wrong user or badge");

    server.root().delete("auth/badge/user/ada");
    assertThat(server.as(login.clientToken()).post("auth/token/renew-self").errors())
        .containsExactly("the user does not exist any more");
  }

  /** Not a line of the plugin is about what is expected here, but for its own checks and words. */
  @Test
  void aLoginMethodHasWhatAllMethodsHave() throws Exception {
    KeyPair host = newKey();
    String key = base64(host.getPublic().getEncoded());
    server.root().write("sys/audit/file", Map.of("type", "file", "options", AUDIT));
    server.root().write("sys/auth/hosts", Map.of("type", "ed25519"));
    server.root().write("auth/hosts/config", Map.of("host_keys", Map.of("web-1", key)));
    server.root().write("auth/hosts/role/web", Map.of("bound_hosts", "web-1", "token_ttl", "1h"));
    server.root().write("auth/hosts/role/lax", Map.of("bound_hosts", "*"));
    server.root().write("auth/hosts/role/db", Map.of("bound_hosts", "db-1"));

    Reply granted = logIn(host, "web");
    assertThat(granted.auth().path("metadata").path("host").asText()).isEqualTo("web-1");
    assertThat(refusal(logIn(host, "db"))).isEqualTo("host_not_bound");
    assertThat(refusal(logIn(host, "gone"))).isEqualTo("role_unknown");
    assertThat(refusal(logIn(newKey(), "web"))).isEqualTo("signature_not_accepted");

    assertThat(server.log())
        .contains("login refused, mount=auth/hosts/, role=db, principal=web-1,")
        .contains("reasons=[host_not_bound]", "expected \"db-1\" actual \"web-1\"")
        .contains("reasons=[signature_wrong]");
    assertThat(server.auditLog()).contains("signature_wrong", "\"expected\":\"db-1\"");
    assertThat(server.root().get("auth/hosts/refusals").data().path("refusals"))
        .extracting(one -> one.at("/reasons/0/code").asText())
        .containsExactly("signature_wrong", "role_unknown", "host_not_bound");
    assertThat(server.root().get("sys/metrics?format=prometheus").text())
        .contains(
            counted("granted", "none", "web"),
            counted("refused", "host_not_bound", "db"),
            counted("refused", "role_unknown", "none"));
    operatorsAreTold(host);
    theConsoleFindsIt();
  }

  private static final Map<String, String> AUDIT = Map.of("file_path", "audit.log");

  private static String counted(String outcome, String reason, String role) {
    return "azimuth_logins_total{mount=\"auth/hosts/\",outcome=\"%s\",reason=\"%s\",role=\"%s\"} 1"
        .formatted(outcome, reason, role);
  }

  private static void operatorsAreTold(KeyPair host) throws GeneralSecurityException {
    JsonNode explained =
        server.root().write("auth/hosts/login/explain", signed(host, "lax")).data();
    assertThat(explained.path("granted").asBoolean()).isTrue();
    assertThat(explained.at("/token_preview/alias").asText()).isEqualTo("web-1");
    assertThat(explained.path("checks"))
        .extracting(check -> check.path("check").asText())
        .containsExactly("signature", "time", "bound_hosts", "address");

    CommandLineRun operator =
        CommandLineRun.at(server, scratch).with("VAULT_TOKEN", server.rootToken());
    String[] explain = {"explain", "--mount=hosts", "role=db", "host=web-1", "time=x"};
    assertThat(operator.run(explain).out()).contains("signature_wrong", "would be refused");
    assertThat(operator.run("lint").out())
        .contains("auth/hosts/role/lax", "warning any_host", "warning no_ttl");
    assertThat(operator.run("doctor").out()).contains("auth/hosts logins", "role_unknown 1");
    String audit = server.path("audit").toString();
    assertThat(operator.run("audit", "find", audit, "--reason=role_unknown").out())
        .contains("gone", "web-1");
  }

  /** What the pages "Roles" and "Why refused?" ask for, and nothing else. */
  private static void theConsoleFindsIt() {
    JsonNode mount =
        server.root().get("sys/internal/ui/mounts?paths=true").data().at("/auth/hosts~1");
    assertThat(Reply.texts(mount.path("paths")))
        .contains("role", "role/{name}", "role/{name}/advice", "refusals", "login/explain");
    JsonNode described = server.root().get("sys/internal/specs/openapi").body();
    assertThat(fields(described, "/auth/hosts/login/explain"))
        .containsExactly("role", "host", "time", "signature", "client_certificate");
    assertThat(fields(described, "/auth/hosts/role/{name}")).contains("bound_hosts", "token_ttl");
  }

  private static List<String> fields(JsonNode described, String path) {
    JsonNode schema =
        described.path("paths").path(path).at("/post/requestBody/content/application~1json/schema");
    String name = schema.path("$ref").asText().replaceFirst(".*/", "");
    JsonNode properties = described.at("/components/schemas").path(name).path("properties");
    return Reply.members(properties).keySet().stream().toList();
  }

  private static Reply logIn(KeyPair host, String role) throws GeneralSecurityException {
    return server.anonymous().post("auth/hosts/login", signed(host, role));
  }

  private static String refusal(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    return reply.data().at("/reasons/0/code").asText();
  }

  private static Map<String, String> signed(KeyPair host, String role)
      throws GeneralSecurityException {
    String time = Instant.now().toString();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(host.getPrivate());
    signature.update((role + "\nweb-1\n" + time).getBytes(StandardCharsets.UTF_8));
    return Map.of(
        "role", role, "host", "web-1", "time", time, "signature", base64(signature.sign()));
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-badge", "ed25519-login"})
  void theContractTestOfAnExampleCompiles(String example) throws Exception {
    PluginBuild.tests(example, scratch);
  }
}
