package io.azimuth.application.token;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Auth;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** A token as the {@code auth} member of an answer shows it. */
public final class AuthView {

  private AuthView() {}

  /** The view of a token that was just issued. */
  public static Auth of(TokenFactory.Minted minted, List<String> identityPolicies) {
    return of(
        minted.clientToken(),
        minted.token(),
        minted.token().rights().entityId(),
        minted.token().rights().numUses(),
        identityPolicies,
        minted.token().lifetime().creationTtl());
  }

  /**
   * The view of any token.
   *
   * @param clientToken itself, or empty when the caller only knows the accessor
   * @param entityId of the entity that it belongs to
   * @param usesLeft how often it can still be used; 0 is unlimited
   * @param lease how long it lives from now
   */
  public static Auth of(
      SecretText clientToken,
      Token token,
      Optional<String> entityId,
      int usesLeft,
      List<String> identityPolicies,
      Duration lease) {
    TreeSet<String> all = new TreeSet<>(token.rights().policies());
    all.addAll(identityPolicies);
    return new Auth(
        clientToken,
        token.accessor().map(accessor -> accessor.value()).orElse(""),
        token.origin().displayName(),
        List.copyOf(all),
        token.rights().policies(),
        identityPolicies,
        token.origin().metadata(),
        lease,
        token.lifetime().renewable(),
        entityId.orElse(""),
        token.type().name().toLowerCase(Locale.ROOT),
        token.isOrphan(),
        usesLeft);
  }
}
