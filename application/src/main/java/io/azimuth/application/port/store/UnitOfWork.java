package io.azimuth.application.port.store;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.storage.MountStorage;
import java.util.Optional;

/**
 * The reads of one run of a handler, and the writes that make its answer true.
 *
 * <p>Each record that is read by its key becomes a precondition of the commit: it must still be
 * what was read, or still be absent. Pages and listings do not. What was staged is not seen by
 * later reads of the same unit, except through the repository that says so. For use by one thread.
 * Every read throws {@link io.azimuth.domain.error.ServiceException} when the store or the barrier
 * cannot serve.
 */
public interface UnitOfWork {

  /**
   * The number of the last change of mounts, roles, configurations, policies or groups. Whatever
   * was loaded at this epoch still holds when the unit of work commits.
   */
  long epoch();

  /** Whether the epoch is still the one that was read. */
  boolean isCurrent();

  /** Makes this unit of work begin a new epoch. */
  void beginEpoch();

  /**
   * The token and all it depends on, together with the epoch, all as of one moment.
   *
   * @throws io.azimuth.spi.storage.StaleReadException when that is another moment than the one of
   *     what was read before, because one of these records changed in between
   */
  Optional<Credential> credential(TokenHash hash);

  /**
   * The same of a token that is not stored but carries itself.
   *
   * @throws io.azimuth.spi.storage.StaleReadException as above
   */
  Credential credential(TokenHash hash, Token carried);

  /** Tokens. */
  TokenRecords tokens();

  /** Answers that wait for their wrapping tokens. */
  WrappedAnswers wrappedAnswers();

  /** Entities, aliases and groups. */
  IdentityRecords identities();

  /** Mounts. */
  MountRecords mounts();

  /** Policies. */
  PolicyRecords policies();

  /** Audit devices. */
  AuditDeviceRecords auditDevices();

  /** Revoked prefixes. */
  RevocationRecords revocations();

  /** Sweeps that are not finished. */
  SweepRecords sweeps();

  /** The storage of one mount. */
  MountStorage storage(String mountUuid);

  /** Whether something was staged. */
  boolean hasWrites();
}
