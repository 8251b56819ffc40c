package io.azimuth.adapters.storage.audit;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Lines of several threads that are written together, and the result for all of them. Lines are
 * added under one lock; the rest happens under another lock.
 */
final class LineGroup {

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private boolean settled;
  private Optional<Exception> failure = Optional.empty();

  void add(byte[] line) {
    lines.writeBytes(line);
  }

  byte[] bytes() {
    return lines.toByteArray();
  }

  /** Whether the write has ended, with or without success. */
  boolean isSettled() {
    return settled;
  }

  void written() {
    settled = true;
  }

  void failed(Exception why) {
    settled = true;
    failure = Optional.of(why);
  }

  /** Why the write failed, if it did. */
  Optional<Exception> failure() {
    return failure;
  }
}
