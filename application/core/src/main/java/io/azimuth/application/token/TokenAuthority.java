package io.azimuth.application.token;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.policy.PolicySets;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks tokens at each use. A token is valid only while its ancestors, its mount and its entity
 * are, so a revocation holds from the next request on, before anything is swept.
 */
@Singleton
public final class TokenAuthority {

  private static final int MAX_SERVICE_TOKEN = 1_024;

  private final Barrier barrier;
  private final BatchTokens batchTokens;
  private final MountTables mountTables;
  private final RevocationTables revocations;
  private final PolicySets policySets;
  private final GroupGraphs groups;

  @Inject
  TokenAuthority(
      Barrier barrier,
      BatchTokens batchTokens,
      MountTables mountTables,
      RevocationTables revocations,
      PolicySets policySets,
      GroupGraphs groups) {
    this.barrier = barrier;
    this.batchTokens = batchTokens;
    this.mountTables = mountTables;
    this.revocations = revocations;
    this.policySets = policySets;
    this.groups = groups;
  }

  /** The token and what its validity depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, SecretText token, Instant now) {
    return validOrSpent(work, token, now).filter(credential -> !credential.isSpent());
  }

  /** The same, also for a token whose last use this request has taken. */
  public Optional<Credential> validOrSpent(UnitOfWork work, SecretText token, Instant now) {
    int length = token.expose().length();
    boolean batch = BatchTokens.looksLikeOne(token);
    if (length == 0 || length > (batch ? TokenFactory.MAX_BATCH_TOKEN : MAX_SERVICE_TOKEN)) {
      return Optional.empty();
    }
    Optional<Credential> credential =
        batch
            ? batchTokens.open(token).map(carried -> work.credential(barrier.hash(token), carried))
            : work.credential(barrier.hash(token));
    return credential.filter(found -> at(work, now).isValid(found));
  }

  /** The token with that hash and what its validity depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, TokenHash hash, Instant now) {
    return work.credential(hash)
        .filter(found -> at(work, now).isValid(found))
        .filter(found -> !found.isSpent());
  }

  /** The token with that accessor and what its validity depends on, when it is valid now. */
  public Optional<Credential> withAccessor(UnitOfWork work, Accessor accessor, Instant now) {
    return valid(work, barrier.hash(accessor), now);
  }

  /** The caller with this valid token. */
  public AuthenticatedCaller caller(UnitOfWork work, SecretText token, Credential credential) {
    List<String> added = identityPolicies(work, credential.entity());
    return new AuthenticatedCaller(
        Optional.of(token), credential, added, acl(work, credential, added));
  }

  /** The merged policies of the token, of its entity and of the entity's groups. */
  public Acl acl(UnitOfWork work, Credential credential) {
    return acl(work, credential, identityPolicies(work, credential.entity()));
  }

  private Acl acl(UnitOfWork work, Credential credential, List<String> added) {
    List<String> names = new ArrayList<>(credential.token().rights().policies());
    names.addAll(added);
    return policySets.acl(work, names, credential.entity(), credential.token().origin());
  }

  /**
   * The policies that an entity and its groups add to its tokens as of this request; root is never
   * among them.
   */
  public List<String> identityPolicies(UnitOfWork work, Optional<Entity> entity) {
    return groups.policies(work, entity);
  }

  /**
   * Whether the token may be used from that address. Bound addresses never apply to tokens without
   * an end, so that a root token cannot be locked out.
   */
  public static boolean mayComeFrom(Token token, InetAddress client) {
    return token.rights().boundCidrs().isEmpty()
        || token.lifetime().expiresAt().isEmpty()
        || token.rights().boundCidrs().stream().anyMatch(cidr -> cidr.contains(client));
  }

  /** The state that the validity of tokens depends on at that moment. */
  TokenValidity at(UnitOfWork work, Instant now) {
    return new TokenValidity(mountTables.of(work), revocations.of(work), now);
  }
}
