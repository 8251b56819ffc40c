package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.crash.CrashRun;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process many times, and the database under it every second time, and checks what
 * is left. {@code azimuth.crash.rounds} gives the rounds.
 */
@Tag("slow")
class PostgresCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 6);
  private static final int STEPS = 400;

  @TempDir Path directory;

  @Test
  void everyAcknowledgedStepSurvivesKillsOfBothSides() throws Exception {
    try (KillableDatabase database = KillableDatabase.start(directory.resolve("data"));
        KeyValueEngine node = KillableDatabase.open(database.url())) {
      CrashRun run =
          new CrashRun(
              PostgresCrashWriter.class,
              List.of(database.url()),
              directory.resolve("errors.txt"),
              ROUNDS);
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 6 == 5) {
          run.killEarly();
        } else {
          run.kill(STEPS, round % 2 == 0 ? CrashRun.Disturbance.NONE : database::kill);
        }
        run.judge(keys -> PostgresFaultTest.again(() -> node.get(keys)));
      }
      assertThat(run.acknowledged()).isGreaterThan(100L * ROUNDS);
      System.out.printf("%d rounds, %d acknowledged%n", ROUNDS, run.acknowledged());
    }
  }
}
