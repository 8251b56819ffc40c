package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two open servers on one database, one of which gets a new root key or new key shares. */
@Tag("slow")
class SharedRekeyTest {

  private static TestPostgres postgres;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private TestingServerBuilder node(String name, String schema) {
    try {
      return TestingServer.in(Files.createDirectory(directory.resolve(name)))
          .onPostgres(postgres.url(), "schema = \"" + schema + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rotateAndWrite(TestingServer at, String root, int number) {
    at.as(root).write("sys/rotate", Map.of());
    at.as(root).write("plain/x", Map.of("n", number));
  }

  private static int read(TestingServer at, String root) {
    return at.as(root).get("plain/x").data().path("n").asInt();
  }

  private static String snapshot(TestingServer at, String root) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(at.address().resolve("v1/sys/storage/snapshot"))
                .header("X-Vault-Token", root)
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
        .body();
  }

  private static List<String> newShares(Reply reply) {
    assertThat(reply.body().path("complete").asBoolean()).as(reply.toString()).isTrue();
    return KeyHolders.shares(reply, "keys");
  }

  @Test
  void newKeySharesAtOneServerLeaveTheOtherOpen() throws Exception {
    try (TestingServer one = node("one", "shamir").openedByPeople().start();
        TestingServer two = node("two", "shamir").openedByPeople().start()) {
      List<String> first = new KeyHolders(one).initialise(3, 2);
      assertThat(new KeyHolders(one).open(first.subList(0, 2))).isTrue();
      assertThat(new KeyHolders(two).open(first.subList(0, 2))).isTrue();
      String root = one.rootToken();
      one.as(root).write("sys/mounts/plain", Map.of("type", "kv"));

      List<String> second = newShares(new KeyHolders(one).rekey(first.subList(0, 2), 3, 2));
      assertThat(snapshot(one, root))
          .contains("core/keyring")
          .doesNotContain("core/root-key-handover");
      rotateAndWrite(one, root, 1);
      assertThat(read(two, root)).isEqualTo(1);

      List<String> third = newShares(new KeyHolders(two).rekey(second.subList(1, 3), 3, 2));
      rotateAndWrite(two, root, 2);
      assertThat(read(one, root)).isEqualTo(2);

      one.restart();
      assertThat(new KeyHolders(one).open(first.subList(0, 2))).isFalse();
      assertThat(new KeyHolders(one).open(third.subList(0, 2))).isTrue();
      assertThat(read(one, root)).isEqualTo(2);
    }
  }

  @Test
  void aNewRootKeyAtOneServerServesTheOther() {
    try (TestingServer one = node("three", "fixed").uninitialised().start();
        TestingServer two = node("four", "fixed").joining(one).start()) {
      List<String> shares =
          KeyHolders.shares(
              one.initialise(Map.of("recovery_shares", 3, "recovery_threshold", 2)),
              "recovery_keys");
      String root = one.rootToken();
      one.as(root).write("sys/mounts/plain", Map.of("type", "kv"));
      two.restart();

      assertThat(
              new KeyHolders(one)
                  .rekey(shares.subList(0, 2), 1, 1)
                  .body()
                  .path("complete")
                  .asBoolean())
          .isTrue();
      rotateAndWrite(one, root, 1);
      assertThat(read(two, root)).isEqualTo(1);

      assertThat(
              new KeyHolders(two)
                  .rekey(shares.subList(1, 3), 1, 1)
                  .body()
                  .path("complete")
                  .asBoolean())
          .isTrue();
      rotateAndWrite(two, root, 2);
      assertThat(read(one, root)).isEqualTo(2);

      one.restart();
      two.restart();
      assertThat(read(one, root)).isEqualTo(2);
      assertThat(read(two, root)).isEqualTo(2);
    }
  }
}
