package io.azimuth.application.token;

import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenSpan;
import io.azimuth.domain.token.TokenType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Mints tokens and stages their records. */
@Singleton
public final class TokenFactory {

  private static final String SERVICE_PREFIX = "azs.";
  private static final int RANDOM_LETTERS = 24; // of 62: 142 bits

  /** How many letters a service token has, all of ASCII. */
  public static final int SERVICE_TOKEN_LENGTH = SERVICE_PREFIX.length() + RANDOM_LETTERS;

  private final SecretGenerator secrets;
  private final Barrier barrier;

  @Inject
  TokenFactory(SecretGenerator secrets, Barrier barrier) {
    this.secrets = secrets;
    this.barrier = barrier;
  }

  /** A service token, staged in the unit of work. */
  public Minted mint(
      UnitOfWork work,
      TokenOrigin origin,
      TokenRights rights,
      TokenSpan span,
      List<TokenHash> ancestors) {
    SecretText clientToken = SecretText.of(SERVICE_PREFIX + secrets.base62(RANDOM_LETTERS));
    Accessor accessor = barrier.accessor(clientToken);
    Token token =
        new Token(TokenType.SERVICE, Optional.of(accessor), origin, rights, span, ancestors);
    TokenHash hash = barrier.hash(accessor);
    work.tokens().put(hash, token);
    return new Minted(clientToken, hash, token);
  }

  /**
   * A token that was minted.
   *
   * @param clientToken itself, to be shown once
   * @param hash that it is stored under
   * @param token its record
   */
  public record Minted(SecretText clientToken, TokenHash hash, Token token) {

    public Minted {
      Objects.requireNonNull(clientToken, "clientToken");
      Objects.requireNonNull(hash, "hash");
      Objects.requireNonNull(token, "token");
    }
  }
}
