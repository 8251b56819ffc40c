package io.azimuth.bootstrap.client;

/** A command failed. The message explains the reason to the user and contains no secrets. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int FORBIDDEN = 403;

  /** The status of no answer. */
  private static final int NONE = 0;

  private final String sentence;
  private final int status;

  /** Creates an exception with a complete message. */
  public ClientException(String sentence) {
    this(sentence, NONE);
  }

  /** Creates an exception with a complete message for an answer of this HTTP status. */
  public ClientException(String sentence, int status) {
    super(sentence);
    this.sentence = sentence;
    this.status = status;
  }

  private ClientException(String sentence, ClientException cause) {
    super(sentence, cause);
    this.sentence = sentence;
    this.status = cause.status;
  }

  /** Creates an exception with a message and a cause. */
  public ClientException(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
    this.status = NONE;
  }

  /** The message for the user; may have several lines. */
  public String sentence() {
    return sentence;
  }

  /** Whether the server answered 403. */
  public boolean isForbidden() {
    return status == FORBIDDEN;
  }

  /** The same failure as part of a larger action: {@code Error reading x: …}. */
  public ClientException of(String what) {
    return new ClientException(what + ": " + sentence, this);
  }

  /** Whether the server gave this as a reason, such as {@code binding_not_proved}. */
  public boolean names(String reason) {
    return isForbidden() && sentence.contains("[" + reason + "]");
  }

  /** The same failure, with advice below the message if the server answered 403. */
  public ClientException advisedIfForbidden(String advice) {
    return isForbidden() ? new ClientException(sentence + "\n\n" + advice, this) : this;
  }
}
