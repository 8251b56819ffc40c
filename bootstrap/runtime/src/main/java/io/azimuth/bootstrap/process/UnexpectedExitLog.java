package io.azimuth.bootstrap.process;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns in the log when the process of a server ends without a signal or a command: code in it,
 * such as that of a plugin, has called {@code System.exit}. Close it before the process ends as it
 * should.
 */
public final class UnexpectedExitLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExitLog.class);

  private final Thread hook = new Thread(UnexpectedExitLog::warn, "unexpected-exit");
  private final Consumer<Thread> remove;

  private UnexpectedExitLog(Consumer<Thread> add, Consumer<Thread> remove) {
    this.remove = remove;
    add.accept(hook);
  }

  /** Watches this process from now on. */
  public static UnexpectedExitLog watch() {
    return watch(Runtime.getRuntime()::addShutdownHook, Runtime.getRuntime()::removeShutdownHook);
  }

  /**
   * The same.
   *
   * @param add makes a thread a shutdown hook
   * @param remove undoes that
   */
  static UnexpectedExitLog watch(Consumer<Thread> add, Consumer<Thread> remove) {
    return new UnexpectedExitLog(add, remove);
  }

  private static void warn() {
    LOG.warn(
        "the process ends although nobody asked for it: code in it, perhaps of a plugin, called"
            + " System.exit; it must be started again");
  }

  @Override
  public void close() {
    try {
      remove.accept(hook);
    } catch (IllegalStateException e) {
      return; // the process ends at this moment
    }
  }
}
