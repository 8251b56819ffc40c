package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars that were compiled against an interface of the past run in this server: {@code
 * plugins/kept/README.md} says which. One server has them all: an auth method, a secrets engine, an
 * audit device, a seal and a cloud.
 */
@Tag("slow")
class KeptPluginsTest {

  private static final Path KEPT = Path.of("plugins/kept");
  private static final String PEPPER = "0123456789-pepper-of-kept";
  private static final String PHRASE = "a phrase of the kept signet";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  @TempDir private static Path directory;
  private static TestingServer server;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(directory.resolve("audit"));
    copyTo(Files.createDirectories(directory.resolve("plugins")));
    OfflineSite site = new OfflineSite(directory);
    server =
        TestingServer.in(directory)
            .onMapDb()
            .openedByPeople() // the seal is the plugin's
            .config("plugin_directory = \"plugins\"")
            .config("plugin \"badge\" {\n  site = \"north\"\n  pepper = \"" + PEPPER + "\"\n}")
            .config("plugin \"notes\" {\n  max_length = \"20\"\n}")
            .config("plugin \"ledger\" {\n  directory = \"audit\"\n}")
            .config("seal \"signet\" {\n  name = \"one\"\n  phrase = \"" + PHRASE + "\"\n}")
            .furtherCloud("site", lab -> site.block("ward", lab))
            .start();
    server.initialise();
  }

  private static void copyTo(Path plugins) throws IOException {
    try (Stream<Path> jars = Files.list(KEPT)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, plugins.resolve(jar.getFileName()));
      }
    }
  }

  @AfterAll
  static void stop() {
    server.stop();
    assertThat(server.log())
        .contains("badge: badges of the site north can no longer log in", "ward: ward closed")
        .doesNotContain(PEPPER, PHRASE);
    server.close();
  }

  @Test
  void eachIsStartedFromItsJar() {
    assertThat(server.log())
        .contains(
            "plugin started kind=\"auth method\" type=badge from=auth-badge.jar",
            "plugin started kind=\"secrets engine\" type=notes from=plugin-template.jar",
            "plugin started kind=\"audit device\" type=ledger from=ledger.jar",
            "plugin started kind=seal type=signet from=signet.jar",
            "plugin started kind=cloud type=ward from=ward.jar");
  }

  @Test
  void theAuthMethodLogsInRenewsAndSweeps() {
    server.root().write("sys/auth/badge", Map.of("type", "badge"));
    server.root().write("auth/badge/user/ada", Map.of("badge", "1815", "token_policies", "reader"));

    Reply login =
        server.anonymous().post("auth/badge/login", Map.of("user", "ada", "badge", "1815"));

    assertThat(login.status()).as(login.toString()).isEqualTo(200);
    assertThat(Reply.texts(login.auth().path("policies"))).contains("default", "reader");
    assertThat(server.as(login.clientToken()).post("auth/token/renew-self").status())
        .isEqualTo(200);
    assertThat(
            server
                .anonymous()
                .post("auth/badge/login", Map.of("user", "ada", "badge", "1"))
                .errors())
        .containsExactly("wrong user or badge");
    server.root().delete("sys/auth/badge");
    assertThat(server.as(login.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(403);
  }

  @Test
  void theSecretsEngineKeepsAndLists() {
    server.root().write("sys/mounts/notes", Map.of("type", "notes"));
    server.root().write("notes/note/greeting", Map.of("text", "hello"));

    assertThat(server.root().get("notes/note/greeting").data().path("text").asText())
        .isEqualTo("hello");
    assertThat(Reply.texts(server.root().list("notes/note").data().path("keys")))
        .containsExactly("greeting");
    assertThat(
            server.root().post("notes/note/long", Map.of("text", "123456789012345678901")).errors())
        .containsExactly("text must have 1 to 20 characters");
    server.root().delete("notes/note/greeting");
    assertThat(server.root().get("notes/note/greeting").status()).isEqualTo(404);
  }

  @Test
  void theAuditDeviceWritesEachRequest() throws Exception {
    server
        .root()
        .write("sys/audit/book", Map.of("type", "ledger", "options", Map.of("book", "main")));

    server.root().get("sys/mounts");

    List<String> lines = Files.readAllLines(directory.resolve("audit/main.book"));
    assertThat(lines).anyMatch(line -> line.contains("sys/mounts"));
    server.root().delete("sys/audit/book");
  }

  @Test
  void theSealOpensTheStoreAfterAStart() {
    server.root().write("sys/mounts/kept", Map.of("type", "kv"));
    server.root().write("kept/note", Map.of("text", "kept"));

    server.restart();

    assertThat(server.anonymous().get("sys/seal-status").body().path("type").asText())
        .isEqualTo("signet");
    assertThat(server.root().get("kept/note").data().path("text").asText()).isEqualTo("kept");
  }

  @Test
  void theCloudDecidesLoginsOfMachines() {
    AzureMount mount =
        AzureMount.enable(server, "azure")
            .with("environment", "site", "resource_cache_ttl", "0", "max_retries", "0")
            .role(
                "app", "bound_service_principal_ids", "*", "bound_subscription_ids", SUBSCRIPTION);

    Reply granted =
        mount.login("app", mount.mint(TokenRequest.forMachine("web-1", AzureMount.AUDIENCE)));

    assertThat(granted.status()).as(granted.toString()).isEqualTo(200);
    assertThat(granted.auth().path("metadata").path("vm_name").asText()).isEqualTo("web-1");
    assertThat(
            mount
                .login("app", mount.mint(TokenRequest.forMachine("web-10", AzureMount.AUDIENCE)))
                .status())
        .isEqualTo(403);
  }
}
