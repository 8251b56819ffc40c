package io.azimuth.adapters.http.connection;

import java.nio.ByteBuffer;

/**
 * Follows the chunks of a body (RFC 9112 section 7.1) strictly: each line ends in CRLF, and
 * extensions and trailers, which nothing here reads, are few bytes. Undertow keeps every trailer in
 * memory.
 */
final class ChunkFraming {

  /** The most bytes of all extensions and trailers of one body. */
  static final int EXTRAS = 256;

  private static final int LONGEST_SIZE = 8; // hexadecimal digits

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_CR,
    DATA_END,
    TRAILER,
    TRAILER_LINE,
    TRAILER_LINE_END,
    LAST_END,
    ENDED,
    BROKEN
  }

  private State state = State.SIZE;
  private int digits;
  private long left; // of the current chunk
  private int extras;

  /** Looks at further bytes; those after the end of the body are left. */
  void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining() && state != State.ENDED && state != State.BROKEN) {
      if (state == State.DATA) {
        skip(bytes);
      } else {
        state = next(bytes.get());
      }
    }
  }

  private void skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    left -= skipped;
    if (left == 0) {
      state = State.DATA_CR;
    }
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> b == '\r' ? State.SIZE_END : inLine(b, State.EXTENSION);
      case SIZE_END -> b == '\n' ? afterSize() : State.BROKEN;
      case DATA_CR -> b == '\r' ? State.DATA_END : State.BROKEN;
      case DATA_END -> b == '\n' ? State.SIZE : State.BROKEN;
      case TRAILER -> b == '\r' ? State.LAST_END : inLine(b, State.TRAILER_LINE);
      case TRAILER_LINE ->
          b == '\r' ? counted(State.TRAILER_LINE_END) : inLine(b, State.TRAILER_LINE);
      case TRAILER_LINE_END -> b == '\n' ? counted(State.TRAILER) : State.BROKEN;
      case LAST_END -> b == '\n' ? State.ENDED : State.BROKEN;
      case DATA, ENDED, BROKEN -> state;
    };
  }

  private State size(byte b) {
    int digit = Character.digit((char) (b & 0xff), 16);
    if (digit >= 0 && b > 0 && digits < LONGEST_SIZE) {
      left = left * 16 + digit;
      digits++;
      return State.SIZE;
    }
    if (digits == 0 || digit >= 0) {
      return State.BROKEN;
    }
    return switch (b) {
      case '\r' -> State.SIZE_END;
      case ';' -> counted(State.EXTENSION);
      default -> State.BROKEN;
    };
  }

  private State afterSize() {
    digits = 0;
    return left == 0 ? State.TRAILER : State.DATA;
  }

  private State inLine(byte b, State following) {
    return b == '\n' ? State.BROKEN : counted(following);
  }

  private State counted(State following) {
    return ++extras > EXTRAS ? State.BROKEN : following;
  }

  /** Whether the body is refused. */
  boolean isBroken() {
    return state == State.BROKEN;
  }
}
