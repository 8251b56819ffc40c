package io.azimuth.bootstrap.server;

import io.azimuth.bootstrap.process.ReportedFailure;

/**
 * The server cannot start. The message explains the reason to the operator and contains no secrets.
 */
public final class StartupException extends RuntimeException implements ReportedFailure {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Creates an exception with a complete message. */
  public StartupException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** Creates an exception with a message and a cause. Only the log contains the cause. */
  public StartupException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
