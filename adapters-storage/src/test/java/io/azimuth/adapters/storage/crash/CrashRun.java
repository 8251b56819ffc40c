package io.azimuth.adapters.storage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Starts a {@link CrashWriter} in a process of its own, kills it, and checks what it left. */
public final class CrashRun {

  private final CrashJudge judge = new CrashJudge();
  private final List<String> writer;
  private final Path errors;
  private final Random random;
  private long acknowledged;

  /**
   * No process is started yet.
   *
   * @param main the class whose main method opens the store and calls {@link CrashWriter#write}
   *     with the rest of its arguments
   * @param store its first arguments
   * @param errors a file for what the process says
   */
  public CrashRun(Class<?> main, List<String> store, Path errors, long seed) {
    this.writer = new ArrayList<>();
    writer.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    writer.addAll(List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1"));
    writer.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    writer.addAll(store);
    this.errors = errors;
    this.random = new Random(seed);
  }

  /** What a test does while the process writes. */
  @FunctionalInterface
  public interface Disturbance {

    /** Nothing but the kill. */
    Disturbance NONE = () -> {};

    /** Disturbs the store. */
    void happen() throws Exception;
  }

  /** Kills the process 0.2 to 0.6 s after its start, which is during opening or soon after. */
  public void killEarly() throws Exception {
    run((process, reports) -> process.waitFor(200 + random.nextInt(400), TimeUnit.MILLISECONDS));
  }

  /** Kills the process after a random number of acknowledged steps, with a disturbance between. */
  public void kill(int mostSteps, Disturbance disturbance) throws Exception {
    run(
        (process, reports) -> {
          read(reports, 50 + random.nextInt(mostSteps));
          disturbance.happen();
          read(reports, 50 + random.nextInt(mostSteps));
        });
  }

  private interface Life {
    void lead(Process process, DataInputStream reports) throws Exception;
  }

  private void run(Life life) throws Exception {
    Process child = start();
    try (DataInputStream reports = new DataInputStream(child.getInputStream())) {
      life.lead(child, reports);
      assertThat(child.isAlive()).as(this::said).isTrue();
      // Not with the method of Process, which discards the unread rest of the pipe.
      child.toHandle().destroyForcibly();
      read(reports, Integer.MAX_VALUE);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(writer);
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

  private String said() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * Fails unless every acknowledged step is in the store, and of the others at most the next.
   *
   * @param store reads keys as they are at one moment
   */
  public void judge(Function<List<Key>, List<Optional<Entry>>> store) {
    judge.judge(store);
  }

  /** How many steps were acknowledged so far. */
  public long acknowledged() {
    return acknowledged;
  }
}
