package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while it replaces key shares can always be unsealed: with the new shares
 * if they were in an answer, otherwise with the old shares. {@code -Dazimuth.crash.rounds=100} runs
 * more rounds.
 */
@Tag("slow")
final class SealCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 3);
  private static final int WARM_UP = 3;

  private final Random random = new Random();
  private KeyHolders holders;
  private TestingServer server;
  private long longestDelay; // in nanoseconds
  private int answered;
  private int durableThough;

  @Test
  void isOpenedByTheSharesThatSomebodyHas(@TempDir Path directory) {
    try (TestingServer started =
        TestingServer.in(directory).onMapDb().inItsOwnProcess().openedByPeople().start()) {
      server = started;
      holders = new KeyHolders(server);
      List<String> shares = holders.initialise(3, 2);
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
      String token =
          server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
      shares = measured(shares);
      for (int round = 0; round < ROUNDS; round++) {
        shares = killedWhileRekeying(shares);
        assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
        killedWhileRotating();
        assertThat(holders.open(shares.subList(1, 3))).isTrue();
        assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
      }
    }
    System.out.printf(
        "%d rounds, %d answered, %d durable though not answered%n",
        ROUNDS, answered, durableThough);
  }

  /** Measures the duration of the last step, so that kills happen before, during and after it. */
  private List<String> measured(List<String> old) {
    List<String> shares = old;
    for (int i = 0; i < WARM_UP; i++) {
      String nonce = beginRekey(shares);
      long begin = System.nanoTime();
      Reply last = holders.handIn("sys/rekey/update", nonce, shares.subList(1, 2));
      longestDelay = 2 * (System.nanoTime() - begin);
      shares = KeyHolders.shares(last, "keys");
    }
    return shares;
  }

  /** Starts a rekey, enters the first share and returns the nonce. */
  private String beginRekey(List<String> old) {
    String nonce =
        holders.begin(
            "sys/rekey/init",
            Map.of("secret_shares", old.size() == 3 ? 4 : 3, "secret_threshold", 2));
    holders.handIn("sys/rekey/update", nonce, old.subList(0, 1));
    return nonce;
  }

  /** The shares that unseal the server after the kill. */
  private List<String> killedWhileRekeying(List<String> old) {
    String nonce = beginRekey(old);
    CompletableFuture<Reply> last =
        server
            .anonymous()
            .sendLater(
                "PUT",
                "sys/rekey/update",
                "{\"nonce\":\"" + nonce + "\",\"key\":\"" + old.get(1) + "\"}");
    Optional<Reply> reply = killAndRestart(last);
    if (reply.isPresent()) {
      answered++;
      List<String> shares = KeyHolders.shares(reply.get(), "keys");
      assertThat(holders.open(shares.subList(0, 2))).isTrue();
      return shares;
    }
    int current = server.anonymous().get("sys/seal-status").body().path("n").asInt();
    durableThough += current == old.size() ? 0 : 1;
    assertThat(holders.open(old.subList(0, 2))).isTrue();
    return old;
  }

  private void killedWhileRotating() {
    killAndRestart(server.root().sendLater("PUT", "sys/rotate", ""));
  }

  /** The answer, if it arrived before the kill. */
  private Optional<Reply> killAndRestart(CompletableFuture<Reply> answer) {
    long end = System.nanoTime() + random.nextLong(longestDelay);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    server.kill();
    Optional<Reply> reply = received(answer);
    server.start();
    return reply;
  }

  private static Optional<Reply> received(CompletableFuture<Reply> answer) {
    try {
      Reply reply = answer.join();
      assertThat(reply.status()).isIn(200, 204);
      return Optional.of(reply);
    } catch (CompletionException e) {
      return Optional.empty(); // the kill
    }
  }
}
