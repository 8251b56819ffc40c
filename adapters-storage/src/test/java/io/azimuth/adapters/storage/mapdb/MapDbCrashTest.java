package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.crash.CrashRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/**
 * Kills a writing process many times and checks what it left. The system property {@code
 * azimuth.crash.rounds} gives the rounds.
 */
@Tag("slow")
class MapDbCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 6);
  private static final int STEPS = 1_250;

  @TempDir Path directory;

  @Test
  void everyAcknowledgedStepSurvivesKills() throws Exception {
    CrashRun run =
        new CrashRun(
            MapDbCrashWriter.class,
            List.of(directory.toString()),
            directory.resolve("errors.txt"),
            ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 6 == 5) {
        run.killEarly();
      } else {
        run.kill(STEPS, CrashRun.Disturbance.NONE);
      }
      look(run, round % 2 == 0);
    }
    assertThat(run.acknowledged()).isGreaterThan(100L * ROUNDS);
    System.out.printf("%d rounds, %d acknowledged%n", ROUNDS, run.acknowledged());
  }

  /** Half of the time the store is abandoned afterwards, so that the next opening recovers too. */
  private void look(CrashRun run, boolean abandon) throws IOException {
    OpenStore store =
        OpenStore.open(TestStore.options(directory), Clock.systemUTC(), NOPLogger.NOP_LOGGER);
    run.judge(keys -> keys.stream().map(store.tree()::get).toList());
    store.tree().verify();
    if (abandon) {
      store.health().fail(new IOException("abandoned by the test"));
    }
    store.close();
  }
}
