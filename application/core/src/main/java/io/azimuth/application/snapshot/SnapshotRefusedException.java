package io.azimuth.application.snapshot;

/** The bytes are not a complete, unchanged snapshot of a known format. */
public final class SnapshotRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The reason, as a sentence for the operator without a secret. */
  public SnapshotRefusedException(String sentence) {
    super(sentence);
  }

  /** The reason, as a sentence for the operator without a secret. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
