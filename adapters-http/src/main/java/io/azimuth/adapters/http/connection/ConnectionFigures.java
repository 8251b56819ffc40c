package io.azimuth.adapters.http.connection;

/**
 * What a server's connections are like at a moment.
 *
 * @param heldBytes what their clients have sent of requests whose answer is not sent yet, and these
 *     answers
 * @param refused how many connections were closed at once because there was no room for them
 * @param evicted how many idle connections were closed to make room
 */
public record ConnectionFigures(int open, long heldBytes, long refused, long evicted) {

  /** No connection at all. */
  public static final ConnectionFigures NONE = new ConnectionFigures(0, 0, 0, 0);

  /** The sums of both. */
  public ConnectionFigures plus(ConnectionFigures other) {
    return new ConnectionFigures(
        open + other.open,
        heldBytes + other.heldBytes,
        refused + other.refused,
        evicted + other.evicted);
  }
}
