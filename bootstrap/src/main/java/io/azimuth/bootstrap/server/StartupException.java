package io.azimuth.bootstrap.server;

/** The server cannot start; the sentence tells the operator why, without secrets. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** A reason that says everything. */
  public StartupException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** A reason and what caused it; the cause is for the log. */
  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** What the operator reads. */
  public String sentence() {
    return sentence;
  }
}
