package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/**
 * Kills a process that restores under another server at any moment, and the database under it every
 * second time: the other server sees the one content or the other. {@code azimuth.crash.rounds}
 * gives the rounds.
 */
@Tag("slow")
class PostgresRestoreKillTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 6);
  private static final int ENTRIES = 5_000;

  @TempDir Path directory;

  private int port;
  private EmbeddedPostgres server;

  @Test
  void aKilledRestoreLeavesTheOldContentOrTheNewOne() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server = start();
    String url = "postgres://postgres@127.0.0.1:" + port + "/postgres";
    Random random = new Random(20_261_201);
    int complete = 0;
    try (KeyValueEngine other = open(url)) {
      other.restore(content("even"));
      for (int round = 0; round < ROUNDS; round++) {
        complete += restoreUntilKilled(url, round, random);
        PostgresFaultTest.again(
            () -> {
              assertOneContent(other);
              return true;
            });
      }
      other.restore(content("last"));
      assertOneContent(other);
    } finally {
      server.close();
    }
    assertThat(complete).isPositive();
  }

  private static void assertOneContent(KeyValueEngine engine) {
    List<Entry> all = engine.scan(Key.of("k/"), Optional.empty(), 2 * ENTRIES);
    assertThat(all).hasSize(ENTRIES);
    assertThat(all.stream().map(entry -> new String(entry.value(), StandardCharsets.UTF_8)))
        .containsOnly(new String(all.get(0).value(), StandardCharsets.UTF_8));
  }

  private int restoreUntilKilled(String url, int round, Random random) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int complete = 0;
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("begun");
      for (; complete < round % 3; complete++) {
        assertThat(lines.readLine()).isEqualTo("done");
      }
      child.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
      if (round % 2 == 1) {
        killDatabase();
      }
      child.toHandle().destroyForcibly(); // Process would discard its output
      while (lines.readLine() != null) {
        complete++;
      }
    }
    child.waitFor();
    return complete;
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

  static KeyValueEngine open(String url) {
    return new PostgresEngineFactory()
        .open(
            new PluginSettings(Map.of("connection_url", url), Path.of(".")),
            new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER));
  }

  static Iterator<Batch> content(String value) {
    return Stream.iterate(0, i -> i < ENTRIES, i -> i + 1_000)
        .map(from -> batch(value, from))
        .iterator();
  }

  private static Batch batch(String value, int from) {
    Batch.Builder batch = Batch.builder();
    for (int i = from; i < from + 1_000; i++) {
      batch.put(Key.of(String.format("k/%05d", i)), value.getBytes(StandardCharsets.UTF_8));
    }
    return batch.build();
  }

  /** Restores one content over the other until it is killed. Prints a line for each restore. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) {
      KeyValueEngine engine = open(args[0]);
      System.out.println("begun");
      for (int round = 0; ; round++) {
        engine.restore(content(round % 2 == 0 ? "odd" : "even"));
        System.out.println("done");
      }
    }
  }
}
