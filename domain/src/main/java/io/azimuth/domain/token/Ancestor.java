package io.azimuth.domain.token;

import java.util.Objects;
import java.util.Optional;

/**
 * A token that another one descends from.
 *
 * @param hash that it is stored under
 * @param mark of the token that was meant; empty when its id was generated
 */
public record Ancestor(TokenHash hash, Optional<String> mark) {

  public Ancestor {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(mark, "mark");
  }

  /** An ancestor whose id was generated, so that no other token ever has its hash. */
  public static Ancestor generated(TokenHash hash) {
    return new Ancestor(hash, Optional.empty());
  }

  /**
   * Whether that is the token which was meant, and not a later one that was given the same id. No
   * clock decides: the servers that issue a token and its children have one each.
   *
   * @param stored the token under this hash
   */
  public boolean is(Token stored) {
    return mark.equals(stored.mark());
  }
}
