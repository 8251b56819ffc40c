package io.azimuth.domain.hcl;

/**
 * The text is not what the grammar allows. The message names line and column and never repeats a
 * value of the text, since configuration files hold secrets.
 */
public final class HclSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String sentence;

  /** An error at this place. */
  public HclSyntaxException(Position position, String sentence) {
    super(position + ": " + sentence);
    this.position = position;
    this.sentence = sentence;
  }

  /** Where the reader stopped, or where the unclosed thing began. */
  public Position position() {
    return position;
  }

  /** What is wrong, without the place. */
  public String sentence() {
    return sentence;
  }
}
