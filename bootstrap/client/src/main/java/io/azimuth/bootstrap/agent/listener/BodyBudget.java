package io.azimuth.bootstrap.agent.listener;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Reads bodies of requests into memory, of which all together have a share. Thread-safe. */
final class BodyBudget {

  /** The largest body, in bytes: what the server takes by default. */
  static final int MAX_BODY = 2 << 20;

  /** All bodies together, in bytes: a sixth of the heap with which the agent starts. */
  static final int ALL_BODIES = 8 << 20;

  private static final int PIECE = 16 << 10;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final Semaphore budget;

  /** Creates a budget of so many bytes. */
  BodyBudget(int bytes) {
    this.budget = new Semaphore(bytes);
  }

  /**
   * Reads the whole body. It takes from the budget what has arrived, not what was announced.
   *
   * @return the body; the caller closes it when it is no longer needed
   * @throws RefusedRequest if it is too long, has no clear length, or the budget is used up
   * @throws IOException if it breaks off
   */
  HeldBody read(HttpExchange exchange) throws IOException {
    requireUsableLength(exchange.getRequestHeaders());
    HeldBody body = new HeldBody(budget);
    boolean whole = false;
    try {
      fill(body, exchange.getRequestBody());
      whole = true;
      return body;
    } finally {
      if (!whole) {
        body.close();
      }
    }
  }

  private static void requireUsableLength(Headers headers) {
    List<String> lengths = headers.getOrDefault("Content-Length", List.of());
    if (lengths.isEmpty()) {
      return;
    }
    if (lengths.size() > 1
        || headers.containsKey("Transfer-Encoding")
        || !LENGTH.matcher(lengths.get(0)).matches()) {
      throw new RefusedRequest(400, "the length of the body is not clear");
    }
    if (Long.parseLong(lengths.get(0)) > MAX_BODY) {
      throw tooLong();
    }
  }

  private static void fill(HeldBody body, InputStream in) throws IOException {
    byte[] piece = new byte[PIECE];
    while (true) {
      int count = in.readNBytes(piece, 0, PIECE);
      if (count == 0) {
        return;
      }
      if (body.length() + count > MAX_BODY) {
        throw tooLong();
      }
      if (!body.add(piece, count)) {
        throw new RefusedRequest(503, "the agent holds as many bodies of requests as it may");
      }
    }
  }

  private static RefusedRequest tooLong() {
    return new RefusedRequest(413, "the body is longer than " + (MAX_BODY >> 20) + " MiB");
  }
}
