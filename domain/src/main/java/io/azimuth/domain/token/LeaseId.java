package io.azimuth.domain.token;

import java.util.Optional;

/**
 * The name of the lease of a token: the path that issued it, {@code /h} and the token's hash. It
 * looks up and revokes the token, but cannot be used in its place.
 *
 * @param path that issued the token
 * @param hash of the token
 */
public record LeaseId(String path, TokenHash hash) {

  private static final String MARK = "h";

  /**
   * The lease of a token; empty for a batch token and for one that never expires, which have none.
   */
  public static Optional<LeaseId> of(TokenHash hash, Token token) {
    boolean leased = token.type() == TokenType.SERVICE && token.lifetime().expiresAt().isPresent();
    return leased ? Optional.of(new LeaseId(token.origin().path(), hash)) : Optional.empty();
  }

  /** The id, or empty when the text is not one. */
  public static Optional<LeaseId> parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 1 || !text.startsWith(MARK, slash + 1)) {
      return Optional.empty();
    }
    return TokenHash.parse(text.substring(slash + 1 + MARK.length()))
        .map(hash -> new LeaseId(text.substring(0, slash), hash));
  }

  @Override
  public String toString() {
    return path + "/" + MARK + hash.hex();
  }
}
