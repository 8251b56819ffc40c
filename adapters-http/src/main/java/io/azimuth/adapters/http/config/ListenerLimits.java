package io.azimuth.adapters.http.config;

import java.time.Duration;

/**
 * What the clients of one listener can make the server hold, and for how long.
 *
 * @param connections open connections; when there are more, idle ones are closed
 * @param connectionsPerAddress open connections of one IPv4 address or IPv6 /64, except of trusted
 *     proxies
 * @param bodyBytes the largest body of any request, but of one with a token whose route takes bytes
 * @param bufferedBytes what all requests and their answers together hold in memory
 * @param timeouts how long each part of a request may take
 */
public record ListenerLimits(
    int connections,
    int connectionsPerAddress,
    int bodyBytes,
    long bufferedBytes,
    Timeouts timeouts) {

  /**
   * 1,024 connections, 256 of one address, bodies of 2 MiB, 32 MiB of requests in memory: together
   * they fit into a heap of 256 MB.
   */
  public static final ListenerLimits DEFAULT =
      new ListenerLimits(1_024, 256, 2 << 20, 32L << 20, Timeouts.DEFAULT);

  private static final int LARGEST_BODY = 1 << 30;

  /** Refuses limits that are not positive, and bodies above 1 GiB. */
  public ListenerLimits {
    positive(connections, "connections");
    positive(connectionsPerAddress, "connectionsPerAddress");
    positive(bodyBytes, "bodyBytes");
    positive(bufferedBytes, "bufferedBytes");
    if (bodyBytes > LARGEST_BODY) {
      throw new IllegalArgumentException("bodyBytes must be at most " + LARGEST_BODY);
    }
  }

  private static void positive(long number, String name) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }

  public ListenerLimits with(Timeouts other) {
    return new ListenerLimits(connections, connectionsPerAddress, bodyBytes, bufferedBytes, other);
  }

  /**
   * How long the parts of a request may take.
   *
   * @param head from the first byte of a request to the end of its headers; for the first request
   *     from the accepted connection on, with the TLS handshake
   * @param body from the end of the headers to the end of the body
   * @param request from the end of the headers to the last byte of the answer
   * @param idle between two requests of a connection
   * @param progress the time in which a client must take 64 KiB of an answer, or the rest of it;
   *     those of a download have the time of a request
   */
  public record Timeouts(
      Duration head, Duration body, Duration request, Duration idle, Duration progress) {

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    /** 10 s for the headers, 30 s for the body, 90 s for the whole request, 75 s idle. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(75));

    /** The same with 5 s for each 64 KiB of an answer. */
    public Timeouts(Duration head, Duration body, Duration request, Duration idle) {
      this(head, body, request, idle, PROGRESS);
    }

    public Timeouts {
      positive(head, "head");
      positive(body, "body");
      positive(request, "request");
      positive(idle, "idle");
      positive(progress, "progress");
    }

    private static void positive(Duration time, String name) {
      if (time.toMillis() < 1 || time.toMillis() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("timeout " + name + " is out of range");
      }
    }
  }
}
