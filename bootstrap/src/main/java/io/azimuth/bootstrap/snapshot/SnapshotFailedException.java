package io.azimuth.bootstrap.snapshot;

/** What the operator asked for was not done; nothing was changed. */
public final class SnapshotFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, as a sentence. */
  public SnapshotFailedException(String sentence) {
    super(sentence);
  }

  /** Why, as a sentence, and what caused it. */
  public SnapshotFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** What the operator reads. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
