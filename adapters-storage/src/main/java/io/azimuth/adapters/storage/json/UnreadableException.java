package io.azimuth.adapters.storage.json;

/** Stored bytes are not what they should be. The message holds names of fields, never content. */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** With a sentence for the log. */
  public UnreadableException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The sentence. */
  public String sentence() {
    return sentence;
  }
}
