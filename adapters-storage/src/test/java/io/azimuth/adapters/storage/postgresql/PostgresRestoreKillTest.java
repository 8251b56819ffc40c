package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aKilledRestoreLeavesTheOldContentOrTheNewOne() throws Exception {
    Random random = new Random(20_261_201);
    int complete = 0;
    try (KillableDatabase database = KillableDatabase.start(directory.resolve("data"));
        KeyValueEngine other = KillableDatabase.open(database.url())) {
      other.restore(content("even"));
      for (int round = 0; round < ROUNDS; round++) {
        complete += restoreUntilKilled(database, round, random);
        PostgresFaultTest.again(
            () -> {
              assertOneContent(other);
              return true;
            });
      }
      PostgresRestoreTest.restoreOnceIdle(other, () -> content("last"));
      assertOneContent(other);
    }
    assertThat(complete).isPositive();
  }

  private static void assertOneContent(KeyValueEngine engine) {
    List<Entry> all = engine.scan(Key.of("k/"), Optional.empty(), 2 * ENTRIES);
    assertThat(all).hasSize(ENTRIES);
    assertThat(all.stream().map(entry -> new String(entry.value(), StandardCharsets.UTF_8)))
        .containsOnly(new String(all.get(0).value(), StandardCharsets.UTF_8));
  }

  private static int restoreUntilKilled(KillableDatabase database, int round, Random random)
      throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                database.url())
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
        database.kill();
      }
      child.toHandle().destroyForcibly(); // Process would discard its output
      while (lines.readLine() != null) {
        complete++;
      }
    }
    child.waitFor();
    return complete;
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
      KeyValueEngine engine = KillableDatabase.open(args[0]);
      System.out.println("begun");
      for (int round = 0; ; round++) {
        String value = round % 2 == 0 ? "odd" : "even";
        PostgresRestoreTest.restoreOnceIdle(engine, () -> content(value));
        System.out.println("done");
      }
    }
  }
}
