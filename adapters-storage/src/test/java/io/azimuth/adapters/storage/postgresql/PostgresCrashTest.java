package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.crash.CrashRun;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/**
 * Kills a writing process many times, and the database under it every second time, and checks what
 * is left. {@code azimuth.crash.rounds} gives the rounds.
 */
@Tag("slow")
class PostgresCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 6);
  private static final int STEPS = 400;

  @TempDir Path directory;

  private int port;
  private EmbeddedPostgres server;

  @Test
  void everyAcknowledgedStepSurvivesKillsOfBothSides() throws Exception {
    port = freePort();
    server = start();
    String url = "postgres://postgres@127.0.0.1:" + port + "/postgres";
    CrashRun run =
        new CrashRun(
            PostgresCrashWriter.class, List.of(url), directory.resolve("errors.txt"), ROUNDS);
    try (KeyValueEngine node = open(url)) {
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 6 == 5) {
          run.killEarly();
        } else {
          run.kill(STEPS, round % 2 == 0 ? CrashRun.Disturbance.NONE : this::killDatabase);
        }
        run.judge(keys -> PostgresFaultTest.again(() -> node.get(keys)));
      }
    } finally {
      server.close();
    }
    assertThat(run.acknowledged()).isGreaterThan(100L * ROUNDS);
    System.out.printf("%d rounds, %d acknowledged%n", ROUNDS, run.acknowledged());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setPort(port)
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .start();
  }

  /** All its processes at once, as when the machine stops; then it recovers. */
  private void killDatabase() throws IOException {
    Path pid = directory.resolve("data/postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0))).orElseThrow();
    List<ProcessHandle> all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    server.close(); // there is nothing to stop: it gives up the directory
    Files.deleteIfExists(pid);
    server = start();
  }

  private static KeyValueEngine open(String url) {
    return new PostgresEngineFactory()
        .open(
            new PluginSettings(Map.of("connection_url", url), Path.of(".")),
            new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER));
  }
}
