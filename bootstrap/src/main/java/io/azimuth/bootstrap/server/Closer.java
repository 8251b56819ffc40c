package io.azimuth.bootstrap.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first; one that fails does not keep the others open. */
final class Closer {

  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  synchronized void add(String name, AutoCloseable what) {
    steps.push(new Step(name, what));
  }

  /** Closes everything; later calls do nothing. */
  synchronized void close() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.what().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) { // whatever it was, the rest must be closed
        LOG.error("could not close the {}", step.name(), e);
      }
    }
  }

  private record Step(String name, AutoCloseable what) {}
}
