package io.azimuth.application.token;

import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import java.util.List;
import java.util.Objects;

/**
 * A token to be minted.
 *
 * @param origin where it comes from
 * @param rights its policies and limits
 * @param span its lifetime
 * @param ancestors its parent first; none for an orphan
 */
public record TokenDraft(
    TokenOrigin origin, TokenRights rights, TokenLifetime span, List<Ancestor> ancestors) {

  public TokenDraft {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rights, "rights");
    Objects.requireNonNull(span, "span");
    ancestors = List.copyOf(ancestors);
  }
}
