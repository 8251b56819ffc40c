package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.mapdb.tree.CrashJudge;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/**
 * Kills a writing process many times and checks what it left. The system property {@code
 * azimuth.crash.rounds} gives the rounds; the Maven profile {@code crash} uses 100.
 */
@Tag("slow")
class MapDbCrashTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 6);

  @TempDir Path directory;

  private final CrashJudge judge = new CrashJudge();
  private final Random random = new Random(ROUNDS);
  private long acknowledged;

  @Test
  void everyAcknowledgedStepSurvivesKills() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long before = acknowledged;
      kill(round % 6 == 5);
      look(round % 2 == 0);
      System.out.printf("round %d: %d acknowledged%n", round, acknowledged - before);
    }
    assertThat(acknowledged).isGreaterThan(100L * ROUNDS);
    System.out.printf("%d rounds, %d acknowledged%n", ROUNDS, acknowledged);
  }

  /**
   * Kills the process: early, which is during opening and recovery or soon after; or after a random
   * number of steps.
   */
  private void kill(boolean early) throws Exception {
    Path errors = directory.resolve("errors.txt");
    Process child = start(errors);
    try (DataInputStream reports = new DataInputStream(child.getInputStream())) {
      if (early) {
        child.waitFor(200 + random.nextInt(400), TimeUnit.MILLISECONDS);
      } else {
        read(reports, 50 + random.nextInt(2_500));
      }
      assertThat(child.isAlive()).as(() -> text(errors)).isTrue();
      // Not with the method of Process, which discards the unread rest of the pipe.
      child.toHandle().destroyForcibly();
      read(reports, Integer.MAX_VALUE);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start(Path errors) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CrashChild.class.getName());
    command.add(directory.toString());
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      command.add(String.valueOf(judge.nextStep(thread)));
    }
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  private void read(DataInputStream reports, int most) throws IOException {
    try {
      for (int i = 0; i < most; i++) {
        int thread = reports.readByte();
        judge.acknowledged(thread, reports.readInt());
        acknowledged++;
      }
    } catch (EOFException end) {
      // The child is dead, and a report that is cut off was not acknowledged.
    }
  }

  /** Half of the time the store is abandoned afterwards, so that the next opening recovers too. */
  private void look(boolean abandon) throws IOException {
    OpenStore store =
        OpenStore.open(TestStore.options(directory), Clock.systemUTC(), NOPLogger.NOP_LOGGER);
    judge.judge(store.tree());
    if (abandon) {
      store.health().fail(new IOException("abandoned by the test"));
    }
    store.close();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
