package io.azimuth.bootstrap.agent.listener;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A body in memory. Closing it returns its bytes to the budget. Used by one thread. */
final class HeldBody implements AutoCloseable {

  private final Semaphore budget;
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  HeldBody(Semaphore budget) {
    this.budget = budget;
  }

  /** Keeps a copy of these bytes, or answers false when the budget has not so many. */
  boolean add(byte[] bytes, int count) {
    if (!budget.tryAcquire(count)) {
      return false;
    }
    length += count;
    byte[] piece = new byte[count];
    System.arraycopy(bytes, 0, piece, 0, count);
    return pieces.add(piece);
  }

  /** The length in bytes. */
  int length() {
    return length;
  }

  /** Sends the bytes without another copy of all of them. */
  HttpRequest.BodyPublisher publisher() {
    return length == 0
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofByteArrays(pieces), length);
  }

  @Override
  public void close() {
    budget.release(length);
    length = 0;
    pieces.clear();
  }
}
