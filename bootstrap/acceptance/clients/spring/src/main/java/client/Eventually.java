package client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The events of a client, in the order in which they come. */
final class Eventually {

  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

  void add(Object event) {
    events.add(event);
  }

  /** Waits for the next event of the class; others are passed over. */
  <T> T next(Class<T> kind) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Object event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " in a minute");
      }
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }
}
