package io.azimuth.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was answered before a kill is in the audit log, and no line but the last is torn. */
final class AuditKillTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROUNDS = 4;
  private static final int CLIENTS = 6;
  private static final int ENOUGH = 120; // answers before a kill

  private final Queue<String> answered = new ConcurrentLinkedQueue<>();

  @Test
  void everyAnsweredRequestIsInTheLog(@TempDir Path directory) throws Exception {
    try (TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      AzureMount mount = AzureMount.enable(server, "azure").role("web");
      enableDevice(server);
      for (int round = 0; round < ROUNDS; round++) {
        killUnderTraffic(server, mount);
        server.start();
      }

      List<String> lines = Files.readAllLines(server.path("audit/audit.log"));
      Set<String> recorded = answersIn(lines);
      assertThat(answered).hasSizeGreaterThanOrEqualTo(ROUNDS * ENOUGH);
      assertThat(answered).allSatisfy(id -> assertThat(recorded).contains(id));
      assertThat(lines.stream().filter(line -> !isWhole(line)).count()).isLessThanOrEqualTo(ROUNDS);
      assertThat(server.leaks()).isEmpty();
    }
  }

  private static void enableDevice(TestingServer server) {
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
  }

  private void killUnderTraffic(TestingServer server, AzureMount mount)
      throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(ENOUGH);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(() -> send(server, mount, busy));
    }
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    server.kill();
    clients.shutdown();
    assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  private void send(TestingServer server, AzureMount mount, CountDownLatch busy) {
    try {
      while (true) {
        note(mount.loggedIn("web"), busy);
        note(server.root().get("auth/token/lookup-self"), busy);
        note(server.root().post("auth/token/create", Map.of("policies", "default")), busy);
      }
    } catch (CompletionException e) {
      assertThat(busy.getCount()).isZero(); // the kill, and nothing before it
    }
  }

  private void note(Reply reply, CountDownLatch busy) {
    assertThat(reply.status()).isEqualTo(200);
    answered.add(reply.body().path("request_id").asText());
    busy.countDown();
  }

  private static Set<String> answersIn(List<String> lines) throws JsonProcessingException {
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      if (isWhole(line)) {
        JsonNode one = JSON.readTree(line);
        if (one.path("type").asText().equals("response")) {
          ids.add(one.path("request").path("id").asText());
        }
      }
    }
    return ids;
  }

  private static boolean isWhole(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
