package io.azimuth.adapters.storage.leader;

import io.azimuth.spi.engine.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The record of the leader's term, while a thread does the leader's work. Each unit of work that
 * the thread begins has it as a precondition: a leader that was overtaken without noticing cannot
 * write.
 */
@Singleton
public final class LeaderFence {

  private final ThreadLocal<Optional<Entry>> term = ThreadLocal.withInitial(Optional::empty);

  @Inject
  LeaderFence() {}

  /** Runs the task in the leader's term. */
  void run(Entry current, Runnable task) {
    term.set(Optional.of(current));
    try {
      task.run();
    } finally {
      term.remove();
    }
  }

  /**
   * The record on which the work of this thread depends; empty when it depends on no leadership.
   */
  public Optional<Entry> term() {
    return term.get();
  }
}
