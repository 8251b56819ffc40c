package io.azimuth.adapters.storage.audit;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Lines of several threads that are written at once, and how that ended for all of them. Lines are
 * added under one lock, the rest happens under another.
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

  /** Whether somebody has written them, or failed to. */
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

  /** Why they could not be written, if they could not. */
  Optional<Exception> failure() {
    return failure;
  }
}
