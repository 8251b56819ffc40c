package io.azimuth.product.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.snapshot.SnapshotFailedException;
import io.azimuth.bootstrap.snapshot.StoreMove;
import io.azimuth.product.server.CommandRun;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.spi.engine.Key;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk has changed one byte of a secret. */
class DamagedStoreTest {

  private static final String SNAPSHOT = "sys/storage/snapshot";

  @TempDir private Path directory;
  private TestingServer server;
  private Key damaged;

  @BeforeEach
  void damage() throws IOException {
    server = TestingServer.in(directory).onMapDb().maintainedOften().start();
    server.root().write("sys/mounts/secret", Map.of("type", "kv"));
    server.root().write("secret/app", Map.of("password", "p".repeat(3_000)));
    server.root().write("secret/other", Map.of("password", "short"));
    server.stop();
    damaged = DamagedStore.flipByteOfLongest(server.path("data"), "data/");
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSnapshotIsRefusedWithTheKeysUnlessTheyAreToBeKept() {
    assertThat(server.root().get("secret/app").status()).isEqualTo(500);
    assertThat(server.root().get("secret/other").status()).isEqualTo(200);

    Reply refused = server.root().get(SNAPSHOT);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errors())
        .containsExactly(
            "1 entry of the store cannot be read: "
                + damaged.text()
                + "; with keep_unreadable=true all entries are copied as they are");

    Reply kept = server.root().get(SNAPSHOT + "?keep_unreadable=true");
    assertThat(kept.status()).isEqualTo(200);
    assertThat(server.log()).contains("a snapshot was taken with what is damaged");
  }

  @Test
  void theScrubFindsItBeforeAnybodyAsks() {
    Waiting.until(
        Duration.ofSeconds(30),
        () -> metrics().contains("\nazimuth_store_scrub_end_timestamp_seconds "));
    assertThat(metrics()).contains("\nazimuth_store_unreadable_entries 1.0\n");
    assertThat(server.log().lines().filter(it -> it.contains("has damaged the store")))
        .singleElement()
        .asString()
        .contains("ERROR")
        .endsWith("1 entry of the store cannot be read: " + damaged.text());
    assertThat(server.root().get("secret/other").status()).isEqualTo(200);
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
  }

  @Test
  @Tag("slow")
  void aTokenThatCannotBeReadDoesNotKeepTheDataOfARemovedMount() throws IOException {
    Map<String, String> note = Map.of("note", "n".repeat(500));
    server.root().write("auth/token/create", Map.of("meta", note));
    server.stop();
    DamagedStore.flipByteOfLongest(server.path("data"), "token/");
    server.start();

    assertThat(server.root().delete("sys/mounts/secret").status()).isEqualTo(204);

    Waiting.until(Duration.ofSeconds(30), () -> server.log().contains("mounts=1"));
    assertThat(server.log()).contains("sweep of tokens interrupted");
  }

  private String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }

  @Test
  @Tag("slow")
  void aMoveIsRefusedAndLeavesNothingUnlessTheyAreToBeKept() throws IOException {
    server.stop();
    String config =
        Files.readString(server.path("azimuth.hcl"))
            .replaceFirst("storage \"[a-z]+\" \\{[^}]*}", "");
    String from = config + storage("data");
    String to = config + storage("moved");

    assertThatThrownBy(() -> move(from, to, false))
        .isInstanceOf(SnapshotFailedException.class)
        .hasMessage(
            "nothing was copied: 1 entry of the store cannot be read: "
                + damaged.text()
                + "; with --keep-unreadable everything is copied as it is");
    assertThat(server.path("moved/store.db")).doesNotExist();

    StoreMove.Outcome moved = move(from, to, true);
    assertThat(moved.warnings())
        .containsExactly(
            "1 entry of the store cannot be read: "
                + damaged.text()
                + "; all entries were copied as they are");
    server.start();
  }

  @Test
  @Tag("slow")
  void aMoveWhoseSealDoesNotOpenTheStoreIsNotCheckedInSilence() throws IOException {
    server.stop();
    Path other = server.path("other.key");
    Files.write(other, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    String config =
        Files.readString(server.path("azimuth.hcl"))
            .replaceFirst("storage \"[a-z]+\" \\{[^}]*}", "")
            .replace(server.path("seal.key").toString(), other.toString());
    String from = config + storage("data");
    String to = config + storage("moved");

    assertThatThrownBy(() -> move(from, to, false))
        .isInstanceOf(SnapshotFailedException.class)
        .hasMessageStartingWith("nothing was copied: whether the entries can be read is not known");
    assertThat(move(from, to, true).warnings())
        .singleElement()
        .asString()
        .startsWith("whether the entries can be read was not checked: ");
    server.start();
  }

  @Test
  @Tag("slow")
  void theCommandLeavesNoFileUnlessTheyAreToBeKept() {
    Path file = server.path("backup.snapshot");
    CommandRun refused = save(file.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.errors()).contains("Code: 409", damaged.text());
    assertThat(file).doesNotExist();

    CommandRun kept = save("--keep-unreadable", file.toString());
    assertThat(kept.exit()).as(kept.errors()).isZero();
    assertThat(file).exists();
  }

  private CommandRun save(String... arguments) {
    List<String> command = new ArrayList<>(List.of("snapshot", "save"));
    command.addAll(List.of(arguments));
    return CommandRun.of(
        Map.of("VAULT_ADDR", server.address().toString(), "VAULT_TOKEN", server.rootToken()),
        command.toArray(String[]::new));
  }

  private static String storage(String path) {
    return "storage \"mapdb\" {\n  path = \"" + path + "\"\n}\n";
  }

  private StoreMove.Outcome move(String from, String to, boolean keepUnreadable)
      throws IOException {
    try (StartupPlan source = plan("from.hcl", from);
        StartupPlan target = plan("to.hcl", to)) {
      return new StoreMove(Clock.systemUTC(), new SystemSecretGenerator())
          .run(source, target, new StoreMove.Permissions(false, keepUnreadable));
    }
  }

  private StartupPlan plan(String name, String config) throws IOException {
    Path file = Files.writeString(server.path(name), config);
    return new StartupCheck(Environment.of(Map.of())).check(file).plan().orElseThrow();
  }
}
