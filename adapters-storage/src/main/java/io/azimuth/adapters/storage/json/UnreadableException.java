package io.azimuth.adapters.storage.json;

/**
 * Stored bytes do not have the expected form. The message holds names of fields, never their
 * content.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /**
   * Bytes that are unreadable for this reason.
   *
   * @param sentence for the log
   */
  public UnreadableException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The sentence for the log. */
  public String sentence() {
    return sentence;
  }
}
