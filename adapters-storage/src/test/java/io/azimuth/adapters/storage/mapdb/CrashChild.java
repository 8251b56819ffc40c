package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.CommitOutcome;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The process that is killed. Eight threads write, and report each acknowledged step on the
 * standard output: one byte for the thread and an int for the step.
 *
 * <p>Arguments: the directory, and for each thread the step to begin with.
 */
public final class CrashChild {

  private static final DataOutputStream ACKNOWLEDGED =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));

  private CrashChild() {}

  /** Writes until it is killed. */
  public static void main(String[] args) {
    System.setOut(System.err);
    MapDbEngine engine = TestStore.open(TestStore.options(Path.of(args[0])));
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      int number = thread;
      int first = Integer.parseInt(args[1 + thread]);
      new Thread(() -> write(engine, number, first)).start();
    }
  }

  private static void write(MapDbEngine engine, int thread, int first) {
    for (int step = first; ; step++) {
      CommitOutcome outcome =
          engine.apply(CrashWorkload.batch(thread, step)).toCompletableFuture().join();
      if (outcome != CommitOutcome.COMMITTED) {
        throw new IllegalStateException(outcome.name());
      }
      acknowledge(thread, step);
    }
  }

  private static void acknowledge(int thread, int step) {
    synchronized (ACKNOWLEDGED) {
      try {
        byte[] report = {
          (byte) thread, (byte) (step >> 24), (byte) (step >> 16), (byte) (step >> 8), (byte) step
        };
        ACKNOWLEDGED.write(report);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
