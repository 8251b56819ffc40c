package io.azimuth.domain.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a claim is: the name of a member, or a JSON pointer (RFC 6901) when it begins with a slash.
 *
 * @param text as an operator wrote it
 */
public record ClaimPath(String text) {

  private static final int MAX_LENGTH = 512;

  public ClaimPath {
    if (!isPath(text)) {
      throw new IllegalArgumentException("a claim has a name of 1 to 512 characters");
    }
  }

  /** Whether a text can be one. */
  public static boolean isPath(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  /** A name that is no pointer, whatever it begins with. */
  public static Optional<Object> member(String name, ClaimSet claims) {
    return claims.at(List.of(name));
  }

  /** The value at that place. */
  public Optional<Object> find(ClaimSet claims) {
    return text.startsWith("/")
        ? claims.at(
            Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList())
        : member(text, claims);
  }
}
