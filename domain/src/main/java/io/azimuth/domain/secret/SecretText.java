package io.azimuth.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A text that must not be seen: a token, a password, a key. It prints as {@code ***}, compares in
 * constant time and gives its text away only through {@link #expose}.
 */
public final class SecretText {

  private final String text;

  private SecretText(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /** Wraps the text. */
  public static SecretText of(String text) {
    return new SecretText(text);
  }

  /** The text itself; each use of this method is a place to review. */
  public String expose() {
    return text;
  }

  /** Whether there is no text at all. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for all: a hash would leak. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "***";
  }
}
