package io.azimuth.bootstrap.agent.listener;

/** The agent itself refuses a request of a program. */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String sentence;

  /** Refuses with this status; the sentence has no secrets. */
  RefusedRequest(int status, String sentence) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
  }

  int status() {
    return status;
  }

  String sentence() {
    return sentence;
  }

  /** Whether the same request may be granted in a moment. */
  boolean isPassing() {
    return status == 503;
  }
}
