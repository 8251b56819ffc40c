package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a claim is: the name of a member, or a JSON pointer (RFC 6901) when it begins with a slash.
 *
 * @param text as an operator wrote it
 */
record ClaimPath(String text) {

  /** The longest path, in characters. */
  static final int MAX_LENGTH = 512;

  ClaimPath {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a claim has a name of 1 to 512 characters");
    }
  }

  /** A name that is no pointer, whatever it begins with. */
  static Optional<Object> member(String name, ClaimSet claims) {
    return claims.at(List.of(name));
  }

  /** The value at that place. */
  Optional<Object> find(ClaimSet claims) {
    return text.startsWith("/")
        ? claims.at(
            Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList())
        : member(text, claims);
  }
}
