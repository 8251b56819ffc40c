package io.azimuth.application.token;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.policy.PolicySets;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.Caller;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.policy.Acl;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges tokens at each use. A token lives only as long as its parents, its mount and its entity
 * do, so a revocation holds from the next request on, whatever has been swept by then.
 */
@Singleton
public final class TokenAuthority {

  private static final int MAX_TOKEN_LENGTH = 1_024;

  private final Barrier barrier;
  private final MountTables mountTables;
  private final PolicySets policySets;

  @Inject
  TokenAuthority(Barrier barrier, MountTables mountTables, PolicySets policySets) {
    this.barrier = barrier;
    this.mountTables = mountTables;
    this.policySets = policySets;
  }

  /** The token and what it depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, SecretText token, Instant now) {
    int length = token.expose().length();
    if (length == 0 || length > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    return valid(work, barrier.hash(token), now);
  }

  /** The token with that hash and what it depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, TokenHash hash, Instant now) {
    return work.credential(hash)
        .filter(credential -> isValid(credential, mountTables.of(work), now));
  }

  /** The token with that accessor and what it depends on, when it is valid now. */
  public Optional<Credential> withAccessor(UnitOfWork work, Accessor accessor, Instant now) {
    return valid(work, barrier.hash(accessor), now);
  }

  /** The caller that a valid token makes, when it may come from that address. */
  public Optional<Caller> caller(
      UnitOfWork work, SecretText token, Credential credential, InetAddress client) {
    if (!mayComeFrom(credential.token(), client)) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            Optional.of(token), credential, identityPolicies(credential), acl(work, credential)));
  }

  /** What the policies of the token and of its entity grant together. */
  public Acl acl(UnitOfWork work, Credential credential) {
    List<String> names = new ArrayList<>(credential.token().rights().policies());
    names.addAll(identityPolicies(credential));
    return policySets.acl(work, names, credential.entity());
  }

  /** The policies that the entity of the token adds; root never comes from an entity. */
  public static List<String> identityPolicies(Credential credential) {
    return credential.entity().map(Entity::policies).orElse(List.of()).stream()
        .filter(name -> !AsciiCase.equal(name.strip(), TokenPolicies.ROOT))
        .toList();
  }

  /** Whether the token itself is alive: not expired, of a mount that stands. */
  static boolean isAlive(Token token, MountTable mounts, Instant now) {
    return !token.isExpired(now)
        && mounts
            .withAccessor(token.origin().mount().accessor())
            .filter(mount -> mount.revocations() == token.origin().mount().revocations())
            .isPresent();
  }

  static boolean isValid(Credential credential, MountTable mounts, Instant now) {
    if (!isAlive(credential.token(), mounts, now)) {
      return false;
    }
    for (Optional<Token> ancestor : credential.ancestors()) {
      if (ancestor.filter(token -> isAlive(token, mounts, now)).isEmpty()) {
        return false;
      }
    }
    return credential.token().rights().entityId().isEmpty()
        || credential.entity().filter(entity -> !entity.disabled()).isPresent();
  }

  // Bound addresses never apply to tokens that live for ever (spec 3.2): nobody locks out root.
  private static boolean mayComeFrom(Token token, InetAddress client) {
    return token.rights().boundCidrs().isEmpty()
        || token.span().expiresAt().isEmpty()
        || token.rights().boundCidrs().stream().anyMatch(cidr -> cidr.contains(client));
  }
}
