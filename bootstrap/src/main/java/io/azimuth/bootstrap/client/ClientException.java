package io.azimuth.bootstrap.client;

/** A command cannot do what it was asked to; the sentence tells the caller why, without secrets. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** A reason that says everything. */
  public ClientException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** A reason and what caused it. */
  public ClientException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** What the caller reads; may have several lines. */
  public String sentence() {
    return sentence;
  }

  /** The same failure of something larger: {@code Error reading x: …}. */
  public ClientException of(String what) {
    return new ClientException(what + ": " + sentence, this);
  }
}
