package io.azimuth.adapters.http.connection;

import java.nio.ByteBuffer;

/**
 * Looks at the bytes of a request's head for what two servers could read in two ways: a line that
 * ends without CR, a CR inside a line, a header that goes on in the next line (RFC 9112 sections
 * 2.2 and 5.2).
 */
final class HeadFraming {

  private boolean begun; // whether a line with content was seen
  private boolean empty = true; // whether the current line has no content so far
  private byte previous;
  private boolean ended;
  private boolean broken;

  /** Looks at further bytes; those after the end of the head are left. */
  void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining() && !ended && !broken) {
      next(bytes.get());
    }
  }

  private void next(byte b) {
    if (previous == '\r' || b == '\n') {
      broken = previous != '\r' || b != '\n';
      ended = empty && begun;
      begun |= !empty;
      empty = true;
    } else if (b != '\r') {
      broken = empty && begun && (b == ' ' || b == '\t');
      empty = false;
    }
    previous = b;
  }

  /** Whether the head is not to be trusted. */
  boolean isBroken() {
    return broken;
  }
}
