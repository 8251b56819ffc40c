package io.azimuth.bootstrap.snapshot;

import io.azimuth.bootstrap.process.ReportedFailure;

/** A snapshot operation failed. Nothing was changed. */
public final class SnapshotFailedException extends RuntimeException implements ReportedFailure {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a complete message. */
  public SnapshotFailedException(String sentence) {
    super(sentence);
  }

  /** Creates an exception with a message and a cause. */
  public SnapshotFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  @Override
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
