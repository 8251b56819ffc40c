package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server with Shamir key shares refuses, and is as before. */
final class ShamirRefusalsTest {

  private static TestingServer uninitialised;
  private static TestingServer locked;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    uninitialised = start(directory, "uninitialised");
    locked = start(directory, "locked");
    new KeyHolders(locked).initialise(3, 2);
  }

  private static TestingServer start(Path directory, String name) throws IOException {
    Path own = Files.createDirectory(directory.resolve(name));
    return TestingServer.in(own).openedByPeople().start();
  }

  @AfterAll
  static void stop() {
    uninitialised.close();
    locked.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, shares must be at least one",
    "5, 0, threshold must be at least one",
    "5, 1, threshold must be greater than one for multiple shares",
    "3, 4, threshold cannot be larger than shares",
    "256, 3, shares must be less than 256",
  })
  void refusesSharesThatCannotBe(int shares, int threshold, String problem) {
    Reply reply =
        uninitialised
            .anonymous()
            .post("sys/init", Map.of("secret_shares", shares, "secret_threshold", threshold));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly("invalid seal configuration: " + problem);
    assertThat(status(uninitialised).path("initialized").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 'key' must be specified in request body as JSON, or 'reset' set to true",
        "{\"key\":\"???\"} | 'key' must be a valid hex or base64 string",
        "{\"key\":\"AAAA\"} | invalid key: key is shorter than minimum 16 bytes",
        "{\"key\":\"{share}\",\"migrate\":true} | can't perform a seal migration, no migration seal found: the store has the seal shamir already",
      })
  void saysWhatIsWrongWithARequest(String body, String error) {
    Reply reply =
        locked
            .anonymous()
            .send("PUT", "sys/unseal", body.replace("{share}", "ab".repeat(32) + "07"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly(error);
    assertThat(status(locked).path("progress").asInt(-1)).isZero();
  }

  private static JsonNode status(TestingServer server) {
    return server.anonymous().get("sys/seal-status").body();
  }
}
