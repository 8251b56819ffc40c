package io.azimuth.application.token;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Revokes everything that was issued below a path: tokens, and leases of secrets. */
@Singleton
public final class PrefixRevocation {

  private static final int MAX_MARKS = 1_000;

  // One unit of work stages 1,000 records; a covered mark that stays changes nothing.
  private static final int MAX_REMOVED_AT_ONCE = 900;

  private final RevocationTables revocations;
  private final MountTables mounts;

  @Inject
  PrefixRevocation(RevocationTables revocations, MountTables mounts) {
    this.revocations = revocations;
    this.mounts = mounts;
  }

  /**
   * Stages a mark that ends all tokens and leases below the prefix at once, and the batch tokens
   * issued there, in any number.
   *
   * @param forced whether leases are forgotten when their secrets cannot be ended
   * @throws RefusedException when there are too many marks
   */
  public void revoke(UnitOfWork work, String prefix, boolean forced) {
    RevokedPrefixes standing = revocations.of(work);
    RevokedPrefix mark = forced ? standing.next(prefix).force() : standing.next(prefix);
    if (!touchesMount(work, mark.path())) {
      return; // the removed mount has ended its tokens
    }
    List<RevokedPrefix> superfluous = standing.coveredBy(mark);
    if (superfluous.isEmpty() && standing.size() >= MAX_MARKS) {
      throw RefusedException.invalid(
          "1000 prefixes are marked as revoked: revoke a shorter one, which takes their place"
              + " (with revoke-force, also that of forced ones)");
    }
    superfluous.stream().limit(MAX_REMOVED_AT_ONCE).forEach(work.revocations()::remove);
    work.revocations().put(mark);
    work.beginEpoch();
  }

  // A disabled mount may have leases whose secrets cannot be ended.
  private boolean touchesMount(UnitOfWork work, String path) {
    return touchesAny(mounts.of(work).mounts(), path)
        || touchesAny(work.leases().endedMounts(), path);
  }

  private static boolean touchesAny(Collection<Mount> some, String path) {
    return some.stream()
        .map(mount -> mount.path().text())
        .anyMatch(mount -> mount.startsWith(path) || path.startsWith(mount));
  }
}
