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
 * Judges tokens at each use. A token lives only as long as its parents, its mount and its entity
 * do, so a revocation holds from the next request on, whatever has been swept by then.
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

  /** The token and what it depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, SecretText token, Instant now) {
    return validOrSpent(work, token, now).filter(credential -> !credential.isSpent());
  }

  /** The same, also of a token that has been used up, for who used it up. */
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

  /** The token with that hash and what it depends on, when it is valid now. */
  public Optional<Credential> valid(UnitOfWork work, TokenHash hash, Instant now) {
    return work.credential(hash)
        .filter(found -> at(work, now).isValid(found))
        .filter(found -> !found.isSpent());
  }

  /** The token with that accessor and what it depends on, when it is valid now. */
  public Optional<Credential> withAccessor(UnitOfWork work, Accessor accessor, Instant now) {
    return valid(work, barrier.hash(accessor), now);
  }

  /** The caller that a valid token makes. */
  public AuthenticatedCaller caller(UnitOfWork work, SecretText token, Credential credential) {
    List<String> added = identityPolicies(work, credential.entity());
    return new AuthenticatedCaller(
        Optional.of(token), credential, added, acl(work, credential, added));
  }

  /** What the policies of the token, of its entity and of that one's groups grant together. */
  public Acl acl(UnitOfWork work, Credential credential) {
    return acl(work, credential, identityPolicies(work, credential.entity()));
  }

  private Acl acl(UnitOfWork work, Credential credential, List<String> added) {
    List<String> names = new ArrayList<>(credential.token().rights().policies());
    names.addAll(added);
    return policySets.acl(work, names, credential.entity());
  }

  /**
   * The policies that an entity and its groups add to its tokens as of this request; root is never
   * among them.
   */
  public List<String> identityPolicies(UnitOfWork work, Optional<Entity> entity) {
    return groups.policies(work, entity);
  }

  /**
   * Whether the token may be used from there. Bound addresses never apply to tokens that live for
   * ever (spec 3.2): nobody locks out root.
   */
  public static boolean mayComeFrom(Token token, InetAddress client) {
    return token.rights().boundCidrs().isEmpty()
        || token.lifetime().expiresAt().isEmpty()
        || token.rights().boundCidrs().stream().anyMatch(cidr -> cidr.contains(client));
  }

  /** What tokens live by at that moment. */
  TokenValidity at(UnitOfWork work, Instant now) {
    return new TokenValidity(mountTables.of(work), revocations.of(work), now);
  }
}
