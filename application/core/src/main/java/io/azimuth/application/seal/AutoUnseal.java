package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unseals the store with the server's own seal. Blocks while another system has the key. */
@Singleton
final class AutoUnseal {

  private static final Logger LOG = LoggerFactory.getLogger(AutoUnseal.class);

  private final Barrier barrier;
  private final Store store;
  private final SealSetup setup;
  private final RecoveryProofs proofs;

  @Inject
  AutoUnseal(Barrier barrier, Store store, SealSetup setup, RecoveryProofs proofs) {
    this.barrier = barrier;
    this.store = store;
    this.setup = setup;
    this.proofs = proofs;
  }

  /**
   * Unseals the store, and wraps everything again when the seal has a newer key.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal cannot unwrap the root key;
   *     with {@code SEAL_UNAVAILABLE} or {@code SEAL_REFUSED} when it cannot at this time
   */
  void open(SealRecord record) {
    SecretBytes rootKey = unwrapped(record);
    try {
      open(rootKey);
    } finally {
      rootKey.wipe();
    }
  }

  /** The root key of a sealed store, to be wiped. */
  SecretBytes unwrapped(SealRecord record) {
    Seal seal =
        setup
            .of(record)
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.SEAL_UNUSABLE, "the store is sealed by " + record.type()));
    return SecretBytes.taking(seal.unwrap(record.wrappedRootKey()));
  }

  /** Unseals the store with its root key. */
  void open(SecretBytes rootKey) {
    byte[] exposed = rootKey.expose();
    try {
      barrier.unseal(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
    LOG.info("unsealed, seal={}", setup.type());
    try {
      rewrap(true);
    } catch (ServiceException e) {
      LOG.warn("whether the root key must be wrapped again is asked later: {}", e.getMessage());
    }
  }

  /** Wraps the root key again when the key of the seal, which wrapped it, has a newer version. */
  void rewrapIfDue() {
    rewrap(false);
  }

  // Another server may have moved the store to another key: only a start moves it to this one.
  private void rewrap(boolean atStart) {
    Seal seal = setup.own().orElseThrow();
    UnitOfWork work = store.begin();
    SealRecord record = barrier.sealRecord(work);
    byte[] wrapped = record.wrappedRootKey();
    if (!record.type().equals(seal.type())
        || (!atStart && !seal.isOwn(wrapped))
        || !seal.rewrapDue(wrapped)) {
      return;
    }
    SecretBytes rootKey = barrier.rootKey();
    try {
      barrier.stage(work, rewrapped(seal, record, rootKey));
    } finally {
      rootKey.wipe();
    }
    BlockingCommit.require(store, work, () -> conflict());
    LOG.info("root key wrapped under the new seal key");
  }

  private SealRecord rewrapped(Seal seal, SealRecord record, SecretBytes rootKey) {
    byte[] exposed = rootKey.expose();
    try {
      return new SealRecord(
          record.type(),
          Pair.of(new SealWrappedKey(Optional.empty(), seal.wrap(exposed))),
          record.recovery().map(pair -> proofs.moved(pair, record, rootKey, rootKey)));
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  private static ServiceException conflict() {
    return new ServiceException(ErrorCode.STORE_BUSY, "the seal record changed meanwhile");
  }
}
