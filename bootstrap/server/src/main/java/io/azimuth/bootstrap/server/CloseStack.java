package io.azimuth.bootstrap.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes everything that was opened, the last first. After a failure it continues with the others.
 */
final class CloseStack {

  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean closed;

  /** Closes it later; at once when everything was closed before, as by a stop during the start. */
  synchronized void add(String name, AutoCloseable what) {
    Step step = new Step(name, what);
    if (closed) {
      close(step);
    } else {
      steps.push(step);
    }
  }

  /** Closes everything; later calls do nothing. */
  synchronized void close() {
    closed = true;
    while (!steps.isEmpty()) {
      close(steps.pop());
    }
  }

  private static void close(Step step) {
    try {
      step.what().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // after any exception, the other parts must still be closed
      LOG.error("could not close the {}", step.name(), e);
    }
  }

  private record Step(String name, AutoCloseable what) {}
}
