package io.azimuth.bootstrap.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens to the agent from outside while it waits. Thread-safe. */
public final class AgentEvents {

  private static final String WAKE = "";

  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final AtomicBoolean tokenRefused = new AtomicBoolean();
  private volatile boolean stopping;

  /** Lets the agent look at once whether something is due. */
  public void wake() {
    queue.add(WAKE);
  }

  /** Passes a signal, such as {@code HUP}, to the program of the agent. */
  public void signal(String name) {
    queue.add(name);
  }

  /** The server refused a request with the token: it may have been revoked. */
  public void tokenRefused() {
    if (!tokenRefused.getAndSet(true)) { // many requests of one token fill no queue
      wake();
    }
  }

  /** Whether the token was refused since the last call. */
  boolean takeTokenRefused() {
    return tokenRefused.getAndSet(false);
  }

  /** Ends the agent. */
  public void stop() {
    stopping = true;
    wake();
  }

  boolean isStopping() {
    return stopping;
  }

  /** Waits for an event, or so long; returns the signal to pass on, if that was it. */
  Optional<String> await(Duration longest) throws InterruptedException {
    return Optional.ofNullable(queue.poll(longest.toMillis() + 1, TimeUnit.MILLISECONDS))
        .filter(event -> !event.equals(WAKE));
  }
}
