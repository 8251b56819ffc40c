package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while it moves its store to another seal leaves a store that opens with
 * the old configuration or with the new one. {@code -Dazimuth.crash.rounds=100} runs more rounds.
 */
@Tag("slow")
final class SealMigrationCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 4);
  private static final String VAULT = SealStanzas.keyVault("azimuth-seal");
  private static final String DISABLED =
      SealStanzas.keyVault("azimuth-seal", "disabled = \"true\"");

  private final Random random = new Random();
  private TestingServer server;
  private KeyHolders holders;
  private SealStanzas stanzas;
  private List<String> shares;
  private String token;
  private long longestDelay; // in nanoseconds
  private int moved;

  @Test
  void opensWithTheOldConfigurationOrTheNewOne(@TempDir Path directory) {
    try (TestingServer started =
        TestingServer.in(directory).onMapDb().inItsOwnProcess().openedByPeople().start()) {
      server = started;
      holders = new KeyHolders(server);
      stanzas = new SealStanzas(server);
      shares = holders.initialise(3, 2);
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
      token = server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
      measure();
      for (int round = 0; round < ROUNDS; round++) {
        boolean fromPeople = round % 2 == 1;
        killedWhileMoving(fromPeople ? "" : VAULT, fromPeople ? VAULT : DISABLED, !fromPeople);
      }
    }
    System.out.printf("%d rounds, %d durable before the kill%n", ROUNDS, moved);
  }

  private void measure() {
    restartWith(VAULT);
    submit(shares.get(0)).join();
    long begin = System.nanoTime();
    submit(shares.get(1)).join();
    longestDelay = System.nanoTime() - begin;
    assertOpen(false);
  }

  private void killedWhileMoving(String before, String after, boolean toPeople) {
    restartWith(after);
    submit(shares.get(0)).join();
    var unanswered = submit(shares.get(1));
    long end = System.nanoTime() + random.nextLong(longestDelay);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    server.kill();
    assertThat(unanswered.handle((reply, thrown) -> true)).isNotNull();

    server.startHere();
    if (status().path("migration").asBoolean()) {
      restartHereWith(before);
      assertOpen(!toPeople);
      restartHereWith(after);
      submit(shares.get(1)).join();
      assertThat(submit(shares.get(2)).join().status()).isEqualTo(200);
    } else {
      moved++;
    }
    assertOpen(toPeople);
  }

  private void assertOpen(boolean byPeople) {
    if (byPeople && status().path("sealed").asBoolean()) {
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
    }
    assertThat(status().path("sealed").asBoolean(true)).isFalse();
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  private JsonNode status() {
    return server.anonymous().get("sys/seal-status").body();
  }

  private void restartWith(String block) {
    server.stop();
    stanzas.write(block);
    server.start();
  }

  private void restartHereWith(String block) {
    server.stop();
    stanzas.write(block);
    server.startHere();
  }

  private CompletableFuture<Reply> submit(String share) {
    return server
        .anonymous()
        .sendLater("PUT", "sys/unseal", "{\"key\":\"" + share + "\",\"migrate\":true}");
  }
}
