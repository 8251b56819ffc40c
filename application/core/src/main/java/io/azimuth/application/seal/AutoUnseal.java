package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.ProvedWrap;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.UnwrappedRootKey;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unseals the store with the server's own seal. Blocks while another system has the key. */
@Singleton
final class AutoUnseal {

  private static final Logger LOG = LoggerFactory.getLogger(AutoUnseal.class);

  private final Barrier barrier;
  private final Store store;
  private final SealSetup setup;
  private final StoreOpening opening;
  private final RecoveryProofs proofs;

  @Inject
  AutoUnseal(
      Barrier barrier, Store store, SealSetup setup, StoreOpening opening, RecoveryProofs proofs) {
    this.barrier = barrier;
    this.store = store;
    this.setup = setup;
    this.opening = opening;
    this.proofs = proofs;
  }

  /**
   * Unseals the store, and wraps everything again when the seal has a newer key.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal cannot unwrap the root key;
   *     with {@code SEAL_UNAVAILABLE} or {@code SEAL_REFUSED} when it cannot at this time; with
   *     {@code STORE_UNEXPECTED} when it is another store than the expected one
   */
  void open(SealRecord record) {
    open(record, Optional.empty());
  }

  /**
   * The same.
   *
   * @param only the store that may be opened if the configuration names none; empty: any
   */
  void open(SealRecord record, Optional<StoreFingerprint> only) {
    UnwrappedRootKey rootKey = setup.unwrap(record);
    try {
      open(rootKey, only);
    } finally {
      rootKey.key().wipe();
    }
  }

  /** Unseals the store with its root key. */
  void open(UnwrappedRootKey rootKey) {
    open(rootKey, Optional.empty());
  }

  private void open(UnwrappedRootKey rootKey, Optional<StoreFingerprint> only) {
    opening.open(rootKey.key(), only);
    rootKey
        .whyFormer()
        .ifPresent(
            why ->
                LOG.warn(
                    "the seal does not unwrap the root key as it was wrapped last; the form before"
                        + " that has opened the store: {}",
                    why.detail()));
    try {
      rewrap(true, pair -> proved(pair, rootKey));
    } catch (ServiceException e) {
      LOG.warn("the root key stays wrapped as it is until later: {}", e.detail());
    }
  }

  // A form that has opened the store needs no former one beside it.
  private static Pair proved(Pair pair, UnwrappedRootKey rootKey) {
    boolean isCurrent = Arrays.equals(pair.current().wrapped(), rootKey.form().wrapped());
    return isCurrent ? Pair.of(pair.current()) : pair;
  }

  /** Wraps the root key again when the key of the seal, which wrapped it, has a newer version. */
  void rewrapIfDue() {
    rewrap(false, pair -> pair);
  }

  private void rewrap(boolean atStart, UnaryOperator<Pair> proof) {
    Seal seal = setup.own().orElseThrow();
    UnitOfWork work = store.begin();
    SealRecord record = barrier.sealRecord(work);
    if (!record.type().equals(seal.type())) {
      return;
    }
    Pair proved = proof.apply(record.rootKey());
    if (isDue(seal, record, atStart)) {
      barrier.stage(work, rewrapped(seal, record, proved));
      BlockingCommit.require(store, work, () -> conflict());
      LOG.info("root key wrapped under the new seal key");
    } else if (record.rootKey().previous().isPresent() && proved.previous().isEmpty()) {
      barrier.stage(work, record.withRootKey(proved));
      BlockingCommit.require(store, work, () -> conflict());
      LOG.info("the former form of the wrapped root key is removed: the new one opens the store");
    }
  }

  // Another server may have moved the store to another key: only a start moves it to this one.
  private static boolean isDue(Seal seal, SealRecord record, boolean atStart) {
    byte[] wrapped = record.wrappedRootKey();
    return (atStart || seal.isOwn(wrapped)) && seal.rewrapDue(wrapped);
  }

  private SealRecord rewrapped(Seal seal, SealRecord record, Pair proved) {
    SecretBytes rootKey = barrier.rootKey();
    byte[] exposed = rootKey.expose();
    try {
      SealWrappedKey wrapped = new SealWrappedKey(Optional.empty(), ProvedWrap.of(seal, exposed));
      SealWrappedKey former = proved.previous().orElseGet(proved::current);
      return new SealRecord(
          record.type(),
          new Pair(wrapped, Optional.of(former)),
          record.recovery().map(pair -> proofs.moved(pair, record, rootKey, rootKey)));
    } finally {
      Arrays.fill(exposed, (byte) 0);
      rootKey.wipe();
    }
  }

  private static ServiceException conflict() {
    return new ServiceException(ErrorCode.STORE_BUSY, "the seal record changed meanwhile");
  }
}
