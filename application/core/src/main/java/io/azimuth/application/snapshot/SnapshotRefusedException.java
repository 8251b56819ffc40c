package io.azimuth.application.snapshot;

/** Bytes that are no whole, unchanged snapshot of a form that is known here. */
public final class SnapshotRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, as a sentence for the operator without a secret. */
  public SnapshotRefusedException(String sentence) {
    super(sentence);
  }

  /** Why, as a sentence for the operator without a secret. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
