package io.azimuth.adapters.http.config;

import java.util.List;

/**
 * Where the HTTP server listens, and how much it works at once.
 *
 * @param listeners at least one, each with the limits of its clients
 * @param capacity how many requests it works on at once
 * @param console whether it serves the console
 */
public record HttpConfig(List<ListenerConfig> listeners, Capacity capacity, boolean console) {

  public HttpConfig {
    listeners = List.copyOf(listeners);
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException("at least one listener is needed");
    }
  }

  /** These listeners, without the console. */
  public HttpConfig(List<ListenerConfig> listeners, Capacity capacity) {
    this(listeners, capacity, false);
  }

  /** These listeners with the default capacity. */
  public static HttpConfig of(List<ListenerConfig> listeners) {
    return new HttpConfig(listeners, Capacity.DEFAULT);
  }

  /**
   * The same that processes so many logins at the same time, or one per worker if that is less.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public HttpConfig withLogins(int logins) {
    return new HttpConfig(listeners, capacity.withLogins(logins), console);
  }

  /** The same with the console, or without it. */
  public HttpConfig withConsole(boolean served) {
    return new HttpConfig(listeners, capacity, served);
  }

  /**
   * How much the server takes at once.
   *
   * @param workers threads that process requests
   * @param logins how many of them process logins at the same time
   * @param queue logins that may wait for a worker, and as many other requests; when there are
   *     more, one is answered with 503
   */
  public record Capacity(int workers, int logins, int queue) {

    /** 8 workers, 256 waiting requests. */
    public static final Capacity DEFAULT = new Capacity(8, 256);

    public Capacity {
      positive(workers, "workers");
      positive(logins, "logins");
      positive(queue, "queue");
      if (logins > workers) {
        throw new IllegalArgumentException("logins must be at most as many as workers");
      }
    }

    /** All workers may process logins. */
    public Capacity(int workers, int queue) {
      this(workers, workers, queue);
    }

    private Capacity withLogins(int most) {
      return new Capacity(workers, Math.min(most, workers), queue);
    }

    private static void positive(int number, String name) {
      if (number < 1) {
        throw new IllegalArgumentException(name + " must be at least 1");
      }
    }
  }
}
