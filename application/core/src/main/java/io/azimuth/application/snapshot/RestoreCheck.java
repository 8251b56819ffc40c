package io.azimuth.application.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SnapshotProof;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a snapshot may be restored under running servers: whether it was made with the
 * keys of this store and is unchanged, and whether the servers could open it. What they cannot open
 * needs force, and then nothing proves who made it.
 */
@Singleton
final class RestoreCheck {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);

  private final Barrier barrier;
  private final SealSetup seals;

  @Inject
  RestoreCheck(Barrier barrier, SealSetup seals) {
    this.barrier = barrier;
    this.seals = seals;
  }

  /**
   * Refuses what may not be restored.
   *
   * @param force whether a snapshot of another store or of another seal is wanted
   * @return the store of the snapshot; the one that is open where that is unknown
   * @throws RefusedException with {@code INVALID_REQUEST}
   * @throws ServiceException when the store, or the seal that has to be asked, is away
   */
  StoreFingerprint require(VerifiedSnapshot snapshot, boolean force) {
    SealRecord record =
        barrier
            .sealRecord(snapshot.core())
            .orElseThrow(() -> RefusedException.invalid("the snapshot is of a store without keys"));
    Optional<SnapshotProof> proof =
        byRootKey(snapshot, barrier.openedRootKey()).or(() -> bySeal(snapshot, record));
    if (proof.isPresent()) {
      require(proof.get(), snapshot, force);
    } else if (!force) {
      throw RefusedException.invalid(
          "the snapshot is of another seal or of other key shares than this server has: its servers"
              + " would stay sealed; snapshot-force restores it");
    } else {
      LOG.warn("nobody can tell who made the snapshot: this server cannot open it");
    }
    return proof.map(SnapshotProof::store).orElseGet(barrier::fingerprint);
  }

  private void require(SnapshotProof proof, VerifiedSnapshot snapshot, boolean force) {
    if (!MessageDigest.isEqual(proof.mac(), snapshot.mac())) {
      throw RefusedException.invalid(
          "the snapshot was changed after it was taken: its MAC does not fit");
    }
    if (seals.expectedStore().filter(it -> !it.equals(proof.store())).isPresent()) {
      throw RefusedException.invalid(
          "the snapshot is not of the store that expected_store names, but of " + proof.store());
    }
    if (!force && !proof.store().equals(barrier.fingerprint())) {
      throw RefusedException.invalid(
          "the snapshot is of another store, " + proof.store() + "; snapshot-force restores it");
    }
  }

  private Optional<SnapshotProof> bySeal(VerifiedSnapshot snapshot, SealRecord record) {
    if (seals.of(record).isEmpty()) {
      return Optional.empty();
    }
    try {
      return byRootKey(snapshot, seals.unwrap(record).key());
    } catch (ServiceException e) {
      return unlessUnusable(e);
    }
  }

  private Optional<SnapshotProof> byRootKey(VerifiedSnapshot snapshot, SecretBytes rootKey) {
    byte[] exposed = rootKey.expose();
    try {
      return Optional.of(barrier.prove(snapshot.core(), exposed, snapshot.digest()));
    } catch (ServiceException e) {
      return unlessUnusable(e);
    } finally {
      Arrays.fill(exposed, (byte) 0);
      rootKey.wipe();
    }
  }

  private static Optional<SnapshotProof> unlessUnusable(ServiceException thrown) {
    if (thrown.code() == ErrorCode.SEAL_UNUSABLE) {
      return Optional.empty();
    }
    throw thrown;
  }
}
