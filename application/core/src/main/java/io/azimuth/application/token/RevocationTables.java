package io.azimuth.application.token;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.RevokedPrefixes;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The revoked prefixes as of the epoch of a unit of work. */
@Singleton
public final class RevocationTables {

  private final EpochCache<String, RevokedPrefixes> cache = new EpochCache<>();

  @Inject
  RevocationTables() {}

  /** All revoked prefixes. */
  public RevokedPrefixes of(UnitOfWork work) {
    return cache.get(work, "", () -> new RevokedPrefixes(work.revocations().all()));
  }

  /**
   * The revocation stamp for a token or lease of that mount that is issued in this unit of work.
   */
  public RevocationStamp stamp(UnitOfWork work, Mount mount) {
    return new RevocationStamp(mount.accessor(), mount.revocations(), of(work).last());
  }
}
