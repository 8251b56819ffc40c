package io.azimuth.application.token;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.LeaseId;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The leases of tokens. A lease lives and ends with its token. */
@Singleton
public final class TokenLeases {

  private static final int MAX_MARKS = 1_000;

  // One unit of work stages 1,000 records; a covered mark that stays changes nothing.
  private static final int MAX_REMOVED_AT_ONCE = 900;

  private final TokenAuthority authority;
  private final TokenScan pages;
  private final RevocationTables revocations;
  private final MountTables mounts;

  @Inject
  TokenLeases(
      TokenAuthority authority, TokenScan pages, RevocationTables revocations, MountTables mounts) {
    this.authority = authority;
    this.pages = pages;
    this.revocations = revocations;
    this.mounts = mounts;
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
   * The next segments of all lease ids below the prefix: a name, or a folder with its slash. Goes
   * through all tokens.
   */
  public List<String> below(String prefix) {
    String base = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    TreeSet<String> names = new TreeSet<>();
    pages.forEachAlive(
        stored ->
            LeaseId.of(stored.hash(), stored.token())
                .map(LeaseId::toString)
                .filter(id -> id.startsWith(base))
                .ifPresent(id -> names.add(firstOf(id.substring(base.length())))));
    return List.copyOf(names);
  }

  /** Stages the end of the lease and its token, if the lease exists. */
  public void revoke(UnitOfWork work, String leaseId, Instant now) {
    find(work, leaseId, now).ifPresent(found -> work.tokens().remove(found.hash()));
  }

  /**
   * Stages the end of all leases below the prefix, or of the one lease with that id. One mark ends
   * all of them at once, and the batch tokens issued there, in any number.
   *
   * @throws RefusedException when there are too many marks
   */
  public void revokeBelow(UnitOfWork work, String prefix, Instant now) {
    if (find(work, prefix, now).isPresent()) {
      revoke(work, prefix, now);
      return;
    }
    RevokedPrefixes standing = revocations.of(work);
    RevokedPrefix mark = standing.next(prefix);
    if (!touchesMount(work, mark.path())) {
      return; // the removed mount has ended its tokens
    }
    List<RevokedPrefix> superfluous = standing.coveredBy(mark);
    if (superfluous.isEmpty() && standing.size() >= MAX_MARKS) {
      throw RefusedException.invalid(
          "1000 prefixes are marked as revoked: revoke a shorter one, which takes their place");
    }
    superfluous.stream().limit(MAX_REMOVED_AT_ONCE).forEach(work.revocations()::remove);
    work.revocations().put(mark);
    work.beginEpoch();
  }

  private boolean touchesMount(UnitOfWork work, String path) {
    return mounts.of(work).mounts().stream()
        .map(mount -> mount.path().text())
        .anyMatch(mount -> mount.startsWith(path) || path.startsWith(mount));
  }

  private static String firstOf(String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash + 1);
  }
}
