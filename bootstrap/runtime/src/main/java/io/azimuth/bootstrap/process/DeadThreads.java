package io.azimuth.bootstrap.process;

import io.azimuth.spi.thread.EssentialThread;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when an essential thread died or memory ran out. The death of another thread is
 * logged: a pool replaces its threads.
 */
public final class DeadThreads implements Thread.UncaughtExceptionHandler {

  /** The exit code after an essential thread died: that of an internal fault in sysexits.h. */
  static final int THREAD_DIED = 70;

  /** The exit code after memory ran out: that of {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int OUT_OF_MEMORY = 3;

  private final Predicate<Thread> essential;
  private final IntConsumer halt;

  /**
   * A handler that ends the process by this action, with the exit code. The action must not run
   * shutdown hooks: they may wait for the thread that died.
   *
   * @param essential lists further threads without which the process is of no use
   */
  public DeadThreads(Predicate<Thread> essential, IntConsumer halt) {
    this.essential = essential;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      end(thread, thrown, OUT_OF_MEMORY);
    } else if (isEssential(thread)) {
      end(thread, thrown, THREAD_DIED);
    } else {
      log().error("the thread {} died", thread.getName(), thrown);
    }
  }

  // A command that logs nothing need not load what logs.
  private static Logger log() {
    return LoggerFactory.getLogger(DeadThreads.class);
  }

  private boolean isEssential(Thread thread) {
    return thread instanceof EssentialThread || essential.test(thread);
  }

  // Logging may need memory that is not there.
  private void end(Thread thread, Throwable thrown, int code) {
    try {
      log().error("the thread {} cannot go on", thread.getName(), thrown);
      log().error("the server ends with code {} and must be started again", code);
    } finally {
      halt.accept(code);
    }
  }
}
