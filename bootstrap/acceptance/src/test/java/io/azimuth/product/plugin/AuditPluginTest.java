package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit device of a jar, enabled and used over HTTP. */
@Tag("javac")
class AuditPluginTest {

  private static final int ROUNDS = 3;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String SECRET = "secret-of-the-ledger-51f0";

  @TempDir private static Path directory;
  @TempDir private static Path scratch;
  private static TestingServer server;

  @BeforeAll
  static void start() throws Exception {
    PluginBuild.ledger(directory.resolve("plugins"), scratch);
    server =
        TestingServer.in(directory)
            .onMapDb()
            .config("plugin_directory = \"plugins\"")
            .config(
                "plugin \"ledger\" {\n  directory = \"audit\"\n  secret = \"%s\"\n}"
                    .formatted(SECRET))
            .start();
    Files.createDirectories(directory.resolve("audit"));
  }

  @AfterEach
  void disableAll() throws IOException {
    Files.deleteIfExists(fault());
    Waiting.until(SOON, () -> server.root().get("sys/audit").status() == 200);
    server.root().delete("sys/audit/book");
    server.root().delete("sys/audit/file");
    Files.deleteIfExists(book());
  }

  @AfterAll
  static void stop() {
    assertThat(enable(Map.of("book", "last")).status()).isEqualTo(204);
    server.stop();
    assertThat(server.log())
        .contains("ledger: the book last.book is closed")
        .doesNotContain(SECRET);
    server.close();
  }

  private static Path book() {
    return directory.resolve("audit/main.book");
  }

  private static Path fault() {
    return directory.resolve("audit/main.book.fault");
  }

  private static void fail(String how) throws IOException {
    Files.writeString(fault(), how);
  }

  private static Reply enable(Map<String, String> options) {
    return server.root().post("sys/audit/book", Map.of("type", "ledger", "options", options));
  }

  private static void enableFile() {
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
  }

  private static Reply write() {
    return server.root().post("sys/policies/acl/p", Map.of("policy", "path \"a\" {}"));
  }

  @Test
  void takesTheLinesOfRequestsAndAnswersWithHashesForSecrets() throws IOException {
    enableFile();
    assertThat(enable(Map.of("book", "main")).status()).isEqualTo(204);

    String token = server.root().write("auth/token/create", Map.of()).clientToken();
    Reply read = server.as(token).get("auth/token/lookup-self");

    String id = read.body().path("request_id").asText();
    String hash =
        server
            .root()
            .write("sys/audit-hash/book", Map.of("input", token))
            .data()
            .path("hash")
            .asText();
    String lines = Files.readString(book());
    assertThat(lines)
        .startsWith("{\"time\":")
        .endsWith("}\n")
        .contains("\"path\":\"sys/audit/test\"")
        .contains("\"id\":\"" + id + "\"")
        .contains("\"client_token\":\"" + hash + "\"")
        .doesNotContain(token, server.rootToken());
    assertThat(lines.lines().filter(line -> line.contains(id))).hasSize(2);
    JsonNode shown = server.root().get("sys/audit").data().path("book/");
    assertThat(shown.path("type").asText()).isEqualTo("ledger");
    assertThat(shown.path("options").path("book").asText()).isEqualTo("main");
  }

  @Test
  void itsOwnOptionsAreItsToCheckAndThoseOfEveryDeviceAreTheServers() {
    assertThat(enable(Map.of()).errors()).containsExactly("book must be small letters and digits");
    assertThat(enable(Map.of("book", "main", "boks", "x")).errors())
        .containsExactly("unknown option \"boks\"");
    assertThat(enable(Map.of("book", "main", "log_raw", "true")).errors())
        .containsExactly("log_raw is not supported: records never hold secrets in clear");
    assertThat(enable(Map.of("book", "main", "hmac_accessor", "false")).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service|the book is full",
        "runtime|the plugin ledger of audit device book has failed: the audit device \"ledger\""
            + " (ledger.jar) failed in write: java.lang.IllegalStateException"
      })
  void oneThatTakesNoLineCannotBeEnabled(String how, String reason) throws IOException {
    fail(how);

    Reply refused = enable(Map.of("book", "main"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errors()).containsExactly("the audit device takes no records: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "runtime", "link"})
  void withoutAnotherDeviceNothingIsServedWhileItFails(String how) throws IOException {
    assertThat(enable(Map.of("book", "main")).status()).isEqualTo(204);
    fail(how);

    Reply refused = write();

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.errors()).containsExactly("internal error");
    Files.delete(fault());
    assertThat(server.root().get("sys/policies/acl/p").status()).isEqualTo(404);
    assertThat(server.log()).doesNotContain(SECRET);
  }

  @Test
  void withAnotherDeviceRequestsAreServedWhileItFails() throws IOException {
    enableFile();
    assertThat(enable(Map.of("book", "main")).status()).isEqualTo(204);
    fail("runtime");

    assertThat(write().status()).isEqualTo(200);

    assertThat(metrics())
        .contains(
            "azimuth_audit_device_working{device=\"book\"} 0",
            "azimuth_audit_device_working{device=\"file\"} 1");
    server.root().delete("sys/policies/acl/p");
  }

  private static Duration timeOfTwentyRequests() {
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(server.root().get("sys/auth").status()).isEqualTo(200);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  @Tag("slow")
  void oneThatHangsHoldsUpNobodyForLong() throws IOException {
    enableFile();
    assertThat(enable(Map.of("book", "main")).status()).isEqualTo(204);
    fail("deaf");

    assertThat(server.root().get("sys/auth").status()).isEqualTo(200);
    assertThat(metrics())
        .contains("azimuth_plugin_threads_stuck{kind=\"audit\",type=\"ledger\"} 1");
    assertThat(IntStream.range(0, ROUNDS))
        .as("one of the rounds that other processes may disturb")
        .anyMatch(round -> timeOfTwentyRequests().compareTo(Duration.ofSeconds(2)) < 0);

    server.root().delete("sys/audit/file");
    assertThat(server.root().get("sys/auth").status()).isEqualTo(500);
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(503);
    assertThat(server.log()).contains("does not return from write", "at ledger.jar//ledger.Ledger");
  }

  @Test
  void itGoesOnAfterARestart() throws IOException {
    server
        .root()
        .write("sys/audit/kept", Map.of("type", "ledger", "options", Map.of("book", "kept")));
    try {
      server.restart();
      String id = server.root().get("sys/auth").body().path("request_id").asText();

      assertThat(Files.readString(directory.resolve("audit/kept.book"))).contains(id);
    } finally {
      server.root().delete("sys/audit/kept");
    }
  }

  @Test
  void itIsInTheCatalogWithItsChecksum() {
    JsonNode catalog = server.root().get("sys/plugins/catalog").data();

    JsonNode entry =
        StreamSupport.stream(catalog.path("detailed").spliterator(), false)
            .filter(one -> one.path("name").asText().equals("ledger"))
            .findFirst()
            .orElseThrow();
    assertThat(entry.path("type").asText()).isEqualTo("audit");
    assertThat(entry.path("version").asText()).isEqualTo("v1.0.0");
    assertThat(entry.path("builtin").asBoolean()).isFalse();
    assertThat(entry.path("sha256").asText()).hasSize(64);
    assertThat(catalog.has("audit")).isFalse();
    JsonNode one = server.root().get("sys/plugins/catalog/audit/ledger").data();
    assertThat(one.path("command").asText()).isEqualTo("ledger.jar");
    assertThat(server.root().get("sys/plugins/catalog/audit/ledge").status()).isEqualTo(404);
    assertThat(Reply.texts(server.root().list("sys/plugins/catalog/audit").data().path("keys")))
        .containsExactly("ledger");
    assertThat(server.log())
        .contains("plugin started kind=\"audit device\" type=ledger from=ledger.jar");
  }

  private static String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }
}
