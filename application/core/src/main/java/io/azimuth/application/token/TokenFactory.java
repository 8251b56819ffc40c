package io.azimuth.application.token;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Mints tokens and stages their records. */
@Singleton
public final class TokenFactory {

  /** The most characters of a batch token: proxies accept a header of this length. */
  static final int MAX_BATCH_TOKEN = 4_096;

  private static final String SERVICE_PREFIX = "azs.";
  private static final int RANDOM_LETTERS = 24; // of 62: 142 bits

  private static final int MARK_LETTERS = 12; // of 62: 71 bits

  /** The length of a service token in characters, all of them ASCII. */
  public static final int SERVICE_TOKEN_LENGTH = SERVICE_PREFIX.length() + RANDOM_LETTERS;

  private final SecretGenerator secrets;
  private final Barrier barrier;
  private final BatchTokens batchTokens;

  @Inject
  TokenFactory(SecretGenerator secrets, Barrier barrier, BatchTokens batchTokens) {
    this.secrets = secrets;
    this.barrier = barrier;
    this.batchTokens = batchTokens;
  }

  /** A service token, staged in the unit of work. */
  public Minted mintService(UnitOfWork work, TokenDraft draft) {
    SecretText generated = SecretText.of(SERVICE_PREFIX + secrets.base62(RANDOM_LETTERS));
    return stage(work, generated, draft, Optional.empty());
  }

  /**
   * A service token with an id that the caller chose, staged in the unit of work.
   *
   * @throws RefusedException when the id is already in use
   */
  public Minted mintCustom(UnitOfWork work, SecretText id, TokenDraft draft) {
    if (work.tokens().find(barrier.hash(id)).isPresent()) {
      throw RefusedException.invalid("cannot create a token with a duplicate ID");
    }
    return stage(work, id, draft, Optional.of(secrets.base62(MARK_LETTERS)));
  }

  /**
   * A batch token; nothing is staged.
   *
   * @throws RefusedException when it would be too long
   */
  public Minted mintBatch(TokenDraft draft) {
    Token token =
        new Token(
            TokenType.BATCH,
            Optional.empty(),
            draft.origin(),
            draft.rights(),
            draft.span(),
            draft.ancestors(),
            Optional.empty());
    if (characters(draft) > MAX_BATCH_TOKEN) {
      throw tooLong();
    }
    SecretText text = batchTokens.seal(token);
    if (text.expose().length() > MAX_BATCH_TOKEN) {
      throw tooLong();
    }
    return new Minted(text, barrier.hash(text), token);
  }

  // Before anything is encrypted: the parameters may be very long.
  private static long characters(TokenDraft draft) {
    long metadata =
        draft.origin().metadata().entrySet().stream()
            .mapToLong(text -> text.getKey().length() + text.getValue().length() + 1L)
            .sum();
    return metadata
        + draft.rights().policies().stream().mapToLong(name -> name.length() + 1L).sum();
  }

  private static RefusedException tooLong() {
    return RefusedException.invalid(
        "a batch token has at most 4096 characters: give it fewer policies or less metadata, or"
            + " make a service token");
  }

  private Minted stage(
      UnitOfWork work, SecretText clientToken, TokenDraft draft, Optional<String> mark) {
    Accessor accessor = barrier.accessor(clientToken);
    Token token =
        new Token(
            TokenType.SERVICE,
            Optional.of(accessor),
            draft.origin(),
            draft.rights(),
            draft.span(),
            draft.ancestors(),
            mark);
    TokenHash hash = barrier.hash(accessor);
    work.tokens().put(hash, token);
    if (draft.rights().numUses() > 0) {
      work.tokens().putUsesLeft(hash, draft.rights().numUses());
    }
    return new Minted(clientToken, hash, token);
  }

  /**
   * A token that was minted.
   *
   * @param clientToken itself, to be shown once
   * @param hash that it is stored under, or would be
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
