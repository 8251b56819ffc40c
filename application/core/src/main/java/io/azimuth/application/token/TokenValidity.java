package io.azimuth.application.token;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.domain.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The state that the validity of tokens depends on, at one moment.
 *
 * @param mounts that exist
 * @param revoked prefixes
 * @param now the moment
 */
record TokenValidity(MountTable mounts, RevokedPrefixes revoked, Instant now) {

  /** Whether the token itself is alive: not released, expired or revoked, on an existing mount. */
  boolean isAlive(Token token) {
    return !token.isReleased()
        && !token.isExpired(now)
        && !revoked.ended(token)
        && mounts
            .withAccessor(token.origin().mount().accessor())
            .filter(mount -> mount.revocations() == token.origin().mount().revocations())
            .isPresent();
  }

  /** Whether the token, all its ancestors and its entity are alive. Uses do not matter here. */
  boolean isValid(Credential credential) {
    return isAlive(credential.token())
        && hasLivingLine(credential)
        && (credential.token().rights().entityId().isEmpty()
            || credential.entity().filter(entity -> !entity.disabled()).isPresent());
  }

  private boolean hasLivingLine(Credential credential) {
    List<Ancestor> line = credential.line();
    return IntStream.range(0, line.size())
        .allMatch(
            i ->
                credential
                    .ancestors()
                    .get(i)
                    .filter(stored -> isLivingAncestor(line.get(i), stored))
                    .isPresent());
  }

  /**
   * Whether the ancestor is alive. A token with a chosen id may have been created again, and the
   * descendants of the first one must stay dead.
   *
   * @param stored the token under the ancestor's hash
   */
  boolean isLivingAncestor(Ancestor ancestor, Token stored) {
    return isAlive(stored) && ancestor.is(stored);
  }
}
