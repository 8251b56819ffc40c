package io.azimuth.application.token;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.LeaseId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The leases of tokens. A lease lives and ends with its token. */
@Singleton
public final class TokenLeases {

  private final TokenAuthority authority;
  private final TokenScan pages;

  @Inject
  TokenLeases(TokenAuthority authority, TokenScan pages) {
    this.authority = authority;
    this.pages = pages;
  }

  /** The token that the lease belongs to, when both are valid. */
  public Optional<Credential> find(UnitOfWork work, String leaseId, Instant now) {
    return LeaseId.parse(leaseId)
        .flatMap(
            lease ->
                authority
                    .valid(work, lease.hash(), now)
                    .filter(
                        found ->
                            LeaseId.of(found.hash(), found.token()).equals(Optional.of(lease))));
  }

  /**
   * Passes the ids of all leases that begin with the prefix to the visitor; goes through all
   * tokens.
   */
  public void forEachAlive(String prefix, Consumer<String> visitor) {
    pages.forEachAlive(
        stored ->
            LeaseId.of(stored.hash(), stored.token())
                .map(LeaseId::toString)
                .filter(id -> id.startsWith(prefix))
                .ifPresent(visitor));
  }

  /** Stages the end of the lease and its token, if the lease exists. */
  public void revoke(UnitOfWork work, String leaseId, Instant now) {
    find(work, leaseId, now).ifPresent(found -> work.tokens().remove(found.hash()));
  }
}
