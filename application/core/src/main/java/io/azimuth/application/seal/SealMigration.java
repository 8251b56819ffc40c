package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.ProvedWrap;
import io.azimuth.application.seal.share.RecoveryProofs;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.ShareholderKeys;
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

/**
 * Moves a store to the configured seal, for holders of enough shares. The shares stay the same: key
 * shares become recovery keys, and the other way round. One commit changes everything, so the store
 * opens with the old configuration before it and with the new one after it.
 */
@Singleton
final class SealMigration {

  private static final Logger LOG = LoggerFactory.getLogger(SealMigration.class);

  private final Barrier barrier;
  private final Store store;
  private final SealSetup setup;
  private final StoreOpening opening;
  private final ShareholderKeys heldKeys;
  private final RecoveryProofs proofs;

  @Inject
  SealMigration(
      Barrier barrier,
      Store store,
      SealSetup setup,
      StoreOpening opening,
      ShareholderKeys heldKeys,
      RecoveryProofs proofs) {
    this.barrier = barrier;
    this.store = store;
    this.setup = setup;
    this.opening = opening;
    this.heldKeys = heldKeys;
    this.proofs = proofs;
  }

  /**
   * Unseals the store and moves it; it is sealed again when that fails. Blocks.
   *
   * @param rootKey of the store
   * @param proof of the key that the shares make
   */
  void run(SealRecord from, SecretBytes rootKey, KeyQuorum.Proof proof) {
    SealRecord to = wrapped(rootKey, proof);
    boolean moved = false;
    try {
      opening.open(rootKey);
      UnitOfWork work = store.begin();
      requireSame(from, barrier.sealRecord(work));
      barrier.stage(work, to);
      BlockingCommit.require(store, work, SealMigration::changed);
      moved = true;
      LOG.warn(
          "the store has moved from the seal {} to the seal {}: it no longer opens with the"
              + " configuration of before",
          from.type(),
          to.type());
    } finally {
      if (!moved) {
        barrier.seal();
      }
    }
  }

  private SealRecord wrapped(SecretBytes rootKey, KeyQuorum.Proof proof) {
    HeldShares shares = proof.kept().held().orElseThrow();
    byte[] exposed = rootKey.expose();
    try {
      if (setup.isShamir()) {
        SealWrappedKey kept = heldKeys.wrapRootKey(proof.key(), shares, exposed);
        return new SealRecord(SealSetup.SHAMIR, Pair.of(kept), Optional.empty());
      }
      Seal own = setup.own().orElseThrow();
      return new SealRecord(own.type(), ProvedWrap.of(own, exposed))
          .withRecovery(Pair.of(proofs.wrap(proof.key(), shares, rootKey)));
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  private static void requireSame(SealRecord expected, SealRecord found) {
    if (!found.type().equals(expected.type())
        || !Arrays.equals(found.wrappedRootKey(), expected.wrappedRootKey())) {
      throw changed();
    }
  }

  private static ServiceException changed() {
    return new ServiceException(ErrorCode.STORE_BUSY, "the seal record changed meanwhile");
  }
}
