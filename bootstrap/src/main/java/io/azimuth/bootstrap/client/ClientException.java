package io.azimuth.bootstrap.client;

/** A command failed. The message tells the user why and contains no secrets. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Creates an exception with a complete message. */
  public ClientException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** Creates an exception with a message and a cause. */
  public ClientException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** The message for the user; may have several lines. */
  public String sentence() {
    return sentence;
  }

  /** The same failure as part of a larger action: {@code Error reading x: …}. */
  public ClientException of(String what) {
    return new ClientException(what + ": " + sentence, this);
  }
}
