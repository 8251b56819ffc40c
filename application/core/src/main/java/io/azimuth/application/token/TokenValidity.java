package io.azimuth.application.token;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.domain.token.Token;
import java.time.Instant;

/**
 * What tokens live by, at one moment.
 *
 * @param mounts that stand
 * @param revoked prefixes
 * @param now the moment
 */
record TokenValidity(MountTable mounts, RevokedPrefixes revoked, Instant now) {

  /** Whether the token itself is alive: a token, not over, of a mount that stands, not revoked. */
  boolean isAlive(Token token) {
    return !token.isReleased()
        && !token.isExpired(now)
        && !revoked.ended(token)
        && mounts
            .withAccessor(token.origin().mount().accessor())
            .filter(mount -> mount.revocations() == token.origin().mount().revocations())
            .isPresent();
  }

  /** Whether the token, all that it descends from and its entity are alive; uses do not matter. */
  boolean isValid(Credential credential) {
    return isAlive(credential.token())
        && hasLivingLine(credential)
        && (credential.token().rights().entityId().isEmpty()
            || credential.entity().filter(entity -> !entity.disabled()).isPresent());
  }

  private boolean hasLivingLine(Credential credential) {
    Token token = credential.token();
    return credential.ancestors().stream()
        .takeWhile(ancestor -> ancestor.filter(Token::isReleased).isEmpty())
        .allMatch(ancestor -> ancestor.filter(one -> isLivingAncestor(one, token)).isPresent());
  }

  /**
   * Whether the one is alive and was there before the other: a token of a chosen id may have been
   * made anew, and what descended from the first one stays dead.
   */
  boolean isLivingAncestor(Token ancestor, Token descendant) {
    return isAlive(ancestor)
        && !ancestor.lifetime().createdAt().isAfter(descendant.lifetime().createdAt());
  }
}
