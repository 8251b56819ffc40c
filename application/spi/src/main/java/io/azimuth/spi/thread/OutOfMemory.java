package io.azimuth.spi.thread;

/**
 * Reports that memory ran out. After an {@link OutOfMemoryError} it is unknown which threads lost
 * work, so the server ends. The JVM ends it at a full heap ({@code -XX:+ExitOnOutOfMemoryError}),
 * but not when it cannot start a thread or allocate a direct buffer.
 */
public final class OutOfMemory {

  private OutOfMemory() {}

  /**
   * Hands the error to the uncaught exception handler of this thread, if it is an {@link
   * OutOfMemoryError} or was caused by one. The handler of the server ends the process. For code
   * that catches errors so that its thread survives them.
   */
  public static void report(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
        return;
      }
    }
  }
}
