package io.azimuth.spi.issued;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of tokens.
 *
 * @param tokens those of the mount; may be empty while there are more pages
 * @param next where the next page begins; empty after the last one
 */
public record HeldTokens(List<HeldToken> tokens, Optional<String> next) {

  public HeldTokens {
    tokens = List.copyOf(tokens);
    Objects.requireNonNull(next, "next");
  }
}
