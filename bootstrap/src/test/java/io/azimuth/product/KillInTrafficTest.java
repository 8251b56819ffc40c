package io.azimuth.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it works has done all that it said it had done. */
final class KillInTrafficTest {

  private static final int CLIENTS = 4;
  private static final int ENOUGH = 60; // acknowledged revocations before the kill

  private final Queue<String> issued = new ConcurrentLinkedQueue<>();
  private final Queue<String> revoked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch busy = new CountDownLatch(ENOUGH);

  @Test
  void whatWasAcknowledgedBeforeAKillHolds(@TempDir Path directory) throws InterruptedException {
    try (TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> issueAndRevoke(server));
      }
      assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

      server.kill();
      clients.shutdown();
      assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      server.start();

      assertThat(revoked).hasSizeGreaterThanOrEqualTo(ENOUGH);
      assertThat(issued).isNotEmpty();
      assertThat(issued).allSatisfy(token -> assertThat(status(server, token)).isEqualTo(200));
      assertThat(revoked).allSatisfy(token -> assertThat(status(server, token)).isEqualTo(403));
    }
  }

  // Every second token stays; what is not acknowledged, because of the kill, may be either way.
  private void issueAndRevoke(TestingServer server) {
    try {
      while (true) {
        issued.add(issue(server));
        String passing = issue(server);
        if (server.as(passing).post("auth/token/revoke-self").status() == 204) {
          revoked.add(passing);
          busy.countDown();
        }
      }
    } catch (CompletionException e) {
      assertThat(busy.getCount()).isZero(); // the kill, and nothing before it
    }
  }

  private static String issue(TestingServer server) {
    return server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
  }

  private static int status(TestingServer server, String token) {
    return server.as(token).get("auth/token/lookup-self").status();
  }
}
