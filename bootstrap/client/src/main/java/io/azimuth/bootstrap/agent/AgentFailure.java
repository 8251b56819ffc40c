package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.process.ReportedFailure;

/** The agent cannot go on, or may not by its configuration. */
public final class AgentFailure extends RuntimeException implements ReportedFailure {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Creates a failure with a complete message without secrets. */
  public AgentFailure(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
