package io.azimuth.adapters.http.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Where the HTTP server listens, and its limits.
 *
 * @param listeners at least one
 * @param capacity how many requests, connections and bytes it takes at once
 * @param timeouts how long each part of a request may take
 */
public record HttpConfig(List<ListenerConfig> listeners, Capacity capacity, Timeouts timeouts) {

  public HttpConfig {
    listeners = List.copyOf(listeners);
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException("at least one listener is needed");
    }
    Objects.requireNonNull(capacity, "capacity");
    Objects.requireNonNull(timeouts, "timeouts");
  }

  /** These listeners with the default capacity and timeouts. */
  public static HttpConfig of(List<ListenerConfig> listeners) {
    return new HttpConfig(listeners, Capacity.DEFAULT, Timeouts.DEFAULT);
  }

  /**
   * How much the server takes at once.
   *
   * @param workers threads that process requests
   * @param queue requests that may wait for a worker; one more is answered with 503
   * @param connections open connections of one listener; more wait in the backlog
   * @param bodyBytes the largest body of any request
   */
  public record Capacity(int workers, int queue, int connections, int bodyBytes) {

    /** 8 workers, 256 waiting requests, 1,024 connections, bodies of 32 MiB. */
    public static final Capacity DEFAULT = new Capacity(8, 256, 1024, 32 * 1024 * 1024);

    private static final int LARGEST_BODY = 1 << 30;

    public Capacity {
      positive(workers, "workers");
      positive(queue, "queue");
      positive(connections, "connections");
      positive(bodyBytes, "bodyBytes");
      if (bodyBytes > LARGEST_BODY) {
        throw new IllegalArgumentException("bodyBytes must be at most " + LARGEST_BODY);
      }
    }

    private static void positive(int number, String name) {
      if (number < 1) {
        throw new IllegalArgumentException(name + " must be at least 1");
      }
    }
  }

  /**
   * How long the parts of a request may take.
   *
   * @param head from the first byte of a request to the end of its headers
   * @param body from the end of the headers to the end of the body
   * @param request from the end of the headers to the last byte of the answer
   * @param idle between two requests of a connection, and before the first
   */
  public record Timeouts(Duration head, Duration body, Duration request, Duration idle) {

    /** 10 s for the headers, 30 s for the body, 90 s for the whole request, 75 s idle. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(75));

    public Timeouts {
      positive(head, "head");
      positive(body, "body");
      positive(request, "request");
      positive(idle, "idle");
    }

    private static void positive(Duration time, String name) {
      if (time.toMillis() < 1 || time.toMillis() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("timeout " + name + " is out of range");
      }
    }
  }
}
