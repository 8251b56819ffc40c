package io.azimuth.adapters.storage.crash;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * What the process does that is killed. Eight threads write, and report each acknowledged step on
 * the standard output: one byte for the thread and an int for the step.
 */
public final class CrashWriter {

  private static final DataOutputStream ACKNOWLEDGED =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));

  private static final long PAUSE_NANOS = 10_000_000;

  private final KeyValueEngine engine;

  private CrashWriter(KeyValueEngine engine) {
    this.engine = engine;
  }

  /** Keeps the standard output for the reports. Comes first in a main method. */
  public static void takeOutput() {
    System.setOut(System.err);
  }

  /**
   * Writes until the process is killed.
   *
   * @param steps for each thread the step to begin with
   */
  public static void write(KeyValueEngine engine, List<String> steps) {
    CrashWriter writer = new CrashWriter(engine);
    for (int thread = 0; thread < CrashWorkload.THREADS; thread++) {
      int number = thread;
      int first = Integer.parseInt(steps.get(thread));
      new Thread(() -> writer.write(number, first)).start();
    }
  }

  private void write(int thread, int first) {
    for (int step = first; ; ) {
      if (isWritten(thread, step)) {
        acknowledge(thread, step++);
      }
    }
  }

  /** False when the store cannot be reached at the moment. */
  private boolean isWritten(int thread, int step) {
    try {
      CommitOutcome outcome =
          engine.apply(CrashWorkload.batch(thread, step)).toCompletableFuture().join();
      if (outcome != CommitOutcome.COMMITTED) {
        throw new IllegalStateException(outcome.name());
      }
      return true;
    } catch (ServiceException e) {
      return refused(e);
    } catch (CompletionException e) {
      if (e.getCause() instanceof ServiceException refusal) {
        return refused(refusal);
      }
      throw e;
    }
  }

  private static boolean refused(ServiceException e) {
    if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
      throw e;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return false;
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
