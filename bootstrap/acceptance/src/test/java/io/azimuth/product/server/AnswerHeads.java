package io.azimuth.product.server;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The heads of the answers that came through a {@link TcpRelay}. Thread-safe. */
public final class AnswerHeads {

  // No body has one, since JSON escapes the ends of lines.
  private static final Pattern HEAD =
      Pattern.compile("HTTP/1\\.1 ([0-9]{3})[^\\r]*\\r\\n((?:[^\\r]+\\r\\n)*)\\r\\n");
  private static final Pattern RETRY_AFTER = Pattern.compile("(?im)^retry-after: *([0-9]+) *$");

  private final Queue<ByteArrayOutputStream> connections = new ConcurrentLinkedQueue<>();

  /**
   * An answer without its body.
   *
   * @param retryAfter the seconds of {@code Retry-After}
   */
  public record Head(int status, Optional<Integer> retryAfter) {

    private static Head of(MatchResult found) {
      return new Head(
          Integer.parseInt(found.group(1)),
          RETRY_AFTER
              .matcher(found.group(2))
              .results()
              .map(header -> Integer.valueOf(header.group(1)))
              .findFirst());
    }
  }

  /** Takes what the server sends on a connection. */
  OutputStream ofConnection() {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    connections.add(sent);
    return sent;
  }

  /** All so far, those of one connection in their order. */
  public List<Head> all() {
    return connections.stream()
        .map(sent -> sent.toString(StandardCharsets.ISO_8859_1))
        .flatMap(text -> HEAD.matcher(text).results().map(Head::of))
        .toList();
  }
}
