package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose root key is wrapped by a seal of a jar. */
@Tag("javac")
class SealPluginTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String PHRASE = "a phrase of the signet 8c1e";
  private static final String LATER = "a later phrase of the signet";

  @TempDir private Path directory;
  @TempDir private Path scratch;
  private TestingServer server;

  @BeforeEach
  void start() throws Exception {
    PluginBuild.signet(directory.resolve("plugins"), scratch);
    server =
        TestingServer.in(directory)
            .onMapDb()
            .openedByPeople() // without a seal block of the builder
            .config("plugin_directory = \"plugins\"")
            .config(block("one", PHRASE, ""))
            .start();
    server.initialise();
    server.root().write("sys/mounts/kv", Map.of("type", "kv"));
    server.root().write("kv/note", Map.of("text", "kept"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String block(String name, String phrase, String more) {
    return "seal \"signet\" {\n  name = \"%s\"\n  phrase = \"%s\"\n  fault_file = \"%s\"\n%s}"
        .formatted(name, phrase, directory.resolve("fault"), more);
  }

  private void configure(String block) throws IOException {
    Path file = server.path("azimuth.hcl");
    Files.writeString(
        file, Files.readString(file).replaceFirst("(?s)seal \"signet\" \\{.*?\\n}", block));
  }

  private JsonNode status() {
    return server.anonymous().get("sys/seal-status").body();
  }

  private void assertOpen() {
    assertThat(status().path("sealed").asBoolean(true)).isFalse();
    assertThat(server.root().get("kv/note").data().path("text").asText()).isEqualTo("kept");
  }

  @Test
  void opensByItselfAfterEachStartAndOnceAFaultOfThePluginEnds() throws Exception {
    assertThat(status().path("type").asText()).isEqualTo("signet");
    assertThat(status().path("recovery_seal").asBoolean()).isTrue();

    server.restart();

    assertOpen();
    assertThat(server.log())
        .contains(
            "plugin started kind=seal type=signet from=signet.jar",
            "unsealed, seal=signet",
            "signet: the signet one is put away")
        .doesNotContain(PHRASE);
    JsonNode info = server.root().get("sys/plugins/catalog/seal/signet").data();
    assertThat(info.path("command").asText()).isEqualTo("signet.jar");
    assertThat(server.root().get("sys/metrics?format=prometheus").text())
        .contains(
            "azimuth_seal_healthy{seal=\"signet\"} 1",
            "azimuth_plugin_threads_stuck{kind=\"seal\",type=\"signet\"} 0");

    server.stop();
    Files.writeString(directory.resolve("fault"), "runtime");

    server.start();

    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(status().path("azimuth_waiting_for").asText()).isEqualTo("seal_unavailable");
    assertThat(server.root().get("kv/note").status()).isEqualTo(503);
    assertThat(server.log())
        .contains("the server stays sealed and opens by itself when it can")
        .doesNotContain("some phrase");
    Files.delete(directory.resolve("fault"));
    Waiting.until(SOON, () -> !status().path("sealed").asBoolean(true));
    assertOpen();
  }

  @Test
  @Tag("slow")
  void oneThatHangsHoldsUpTheStartForItsTimeAlone() throws Exception {
    server.stop();
    Files.writeString(directory.resolve("fault"), "deaf");

    server.start();

    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(server.log()).contains("did not answer within 10000 ms");
    Files.delete(directory.resolve("fault"));
    Waiting.until(SOON, () -> !status().path("sealed").asBoolean(true));
  }

  @Test
  @Tag("slow")
  void anotherPhraseOfTheSameNameDoesNotOpenTheStore() throws Exception {
    server.stop();
    configure(block("one", LATER, ""));

    assertThatThrownBy(server::start).hasMessage("no phrase of this signet opens it");

    configure(block("one", PHRASE, ""));
    server.start();
    assertOpen();
  }

  @Test
  @Tag("slow")
  void aNewKeyWrapsTheRootKeyAgain() throws Exception {
    server.stop();
    configure(block("two", LATER, "  old_name = \"one\"\n  old_phrase = \"" + PHRASE + "\"\n"));
    server.start();
    assertOpen();
    assertThat(server.log()).contains("root key wrapped under the new seal key");

    server.stop();
    configure(block("two", LATER, ""));
    server.start();

    assertOpen();
  }

  @Test
  @Tag("slow")
  void theStoreMovesFromTheSealOfTheServerToTheOneOfThePlugin(@TempDir Path other)
      throws Exception {
    PluginBuild.signet(other.resolve("plugins"), scratch.resolve("other"));
    try (TestingServer second =
        TestingServer.in(other)
            .onMapDb()
            .uninitialised()
            .config("plugin_directory = \"plugins\"")
            .start()) {
      Reply initialised = second.initialise(Map.of("recovery_shares", 1, "recovery_threshold", 1));
      String share = initialised.body().path("recovery_keys").path(0).asText();
      second.stop();
      Path file = second.path("azimuth.hcl");
      Files.writeString(
          file,
          Files.readString(file)
                  .replaceFirst("seal \"static\" \\{", "seal \"static\" {\n  disabled = \"true\"")
              + block("one", PHRASE, "")
              + "\n");
      second.start();
      Reply moved = second.anonymous().post("sys/unseal", Map.of("key", share, "migrate", true));

      assertThat(moved.body().path("sealed").asBoolean(true)).as("%s", moved).isFalse();
      assertThat(moved.body().path("type").asText()).isEqualTo("signet");
    }
  }
}
