package io.azimuth.application.port.store;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.storage.EpochView;
import io.azimuth.spi.storage.MountStorage;
import java.util.Optional;

/**
 * The reads of one run of a handler, and the writes that its answer reports.
 *
 * <p>Each record that is read by its key becomes a precondition of the commit: it must be
 * unchanged, or still absent. Pages and listings do not. Later reads of the same unit do not see
 * staged writes, except in a repository whose documentation states it. For use by one thread. Every
 * read throws {@link io.azimuth.domain.error.ServiceException} when the store or the barrier cannot
 * serve.
 *
 * <p>A unit of work stages at most 1,000 records, counting removals, of at most 1 MiB each and 8
 * MiB together in the form in which they are stored. Staging more throws {@link
 * io.azimuth.spi.api.RefusedException} with {@code TOO_LARGE}. Of several writes of one record the
 * last one counts. Staging a name that no record can have is refused with {@code INVALID_REQUEST}.
 */
public interface UnitOfWork extends EpochView {

  /**
   * The number of the last change of mounts, roles, configurations, policies or groups. Values that
   * were loaded at this epoch are still current when the unit of work commits. Grows with each
   * epoch that begins.
   */
  @Override
  long epoch();

  /** Whether the store is still at the epoch that was read. */
  @Override
  boolean isCurrent();

  /**
   * The generation of the store: a number that each restore of a snapshot under running servers
   * makes higher. Everything that this unit of work reads is of it, and its commit requires it. A
   * read throws {@link io.azimuth.domain.error.ServiceException} with {@code STORE_REPLACED} when
   * the store has another one by now.
   */
  long generation();

  /** Makes this unit of work begin a new epoch when it commits. */
  void beginEpoch();

  /** Whether it begins a new epoch when it commits. */
  boolean beginsEpoch();

  /**
   * The token and the records that it depends on, together with the epoch, all as of one moment.
   *
   * @throws io.azimuth.spi.storage.StaleReadException when one of these records changed since an
   *     earlier read of this unit
   */
  Optional<Credential> credential(TokenHash hash);

  /**
   * The same for a batch token, which is not stored.
   *
   * @throws io.azimuth.spi.storage.StaleReadException as for stored tokens
   */
  Credential credential(TokenHash hash, Token carried);

  /** The stored tokens. */
  TokenRecords tokens();

  /** Wrapped answers, by their wrapping tokens. */
  WrappedAnswers wrappedAnswers();

  /** Entities, aliases and groups. */
  IdentityRecords identities();

  /** The mounts. */
  MountRecords mounts();

  /** The policies. */
  PolicyRecords policies();

  /** The audit devices. */
  AuditDeviceRecords auditDevices();

  /** The revoked prefixes. */
  RevocationRecords revocations();

  /** The leases of what secrets engines gave out. */
  LeaseRecords leases();

  /** Sweeps that have not finished. */
  SweepRecords sweeps();

  /**
   * The storage of one mount. Its first use throws {@link IllegalArgumentException} when the uuid
   * is not 1 to 64 letters, digits and hyphens.
   */
  MountStorage storage(String mountUuid);

  /**
   * Declares that what is staged deletes or revokes. A store whose disk is full then commits it, if
   * its values are small.
   */
  void useReserve();

  /** Whether a write was staged. */
  boolean hasWrites();
}
