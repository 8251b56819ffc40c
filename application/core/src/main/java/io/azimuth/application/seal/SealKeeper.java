package io.azimuth.application.seal;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.rekey.RekeyOperations;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the seal. The store is opened at the start when its seal needs no people, and closed
 * on request.
 */
@Singleton
public final class SealKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(SealKeeper.class);

  private final Barrier barrier;
  private final Leadership leadership;
  private final SealSetup setup;
  private final KeyQuorum quorum;
  private final AutoUnseal ownSeal;
  private final SealWatch watch;
  private final Unsealing unsealing;
  private final RootGeneration rootGeneration;
  private final RekeyOperations rekeyings;

  @Inject
  SealKeeper(
      Barrier barrier,
      SealSetup setup,
      KeyQuorum quorum,
      AutoUnseal ownSeal,
      SealWatch watch,
      Unsealing unsealing,
      RootGeneration rootGeneration,
      RekeyOperations rekeyings,
      Leadership leadership) {
    this.barrier = barrier;
    this.leadership = leadership;
    this.setup = setup;
    this.quorum = quorum;
    this.ownSeal = ownSeal;
    this.watch = watch;
    this.unsealing = unsealing;
    this.rootGeneration = rootGeneration;
    this.rekeyings = rekeyings;
  }

  /** Whether the store has a keyring. */
  public boolean isInitialized() {
    return !barrier.isSealed() || barrier.sealRecord().isPresent();
  }

  /** Whether the store is closed: records cannot be read. */
  public boolean isSealed() {
    return barrier.isSealed();
  }

  /** The type, the key shares and the progress of an unsealing. */
  public SealStatus status() {
    Optional<SealRecord> seal = barrier.sealRecord();
    Optional<ShareCounts> shares =
        seal.flatMap(quorum::held).flatMap(pair -> pair.current().shares());
    return new SealStatus(
        setup.type(),
        !setup.isShamir(),
        seal.isPresent(),
        barrier.isSealed(),
        fingerprint(),
        shares,
        unsealing.progress(),
        barrier.isSealed() && seal.filter(setup::migrates).isPresent());
  }

  /** By which the open store is known; empty while it is sealed. */
  public Optional<StoreFingerprint> fingerprint() {
    try { // the store may be sealed at this moment
      return barrier.isSealed() ? Optional.empty() : Optional.of(barrier.fingerprint());
    } catch (ServiceException e) {
      return Optional.empty();
    }
  }

  /**
   * Unseals an initialised store with the server's own seal. Does nothing when there is none, or
   * when the store is open or was never initialised. {@link SealWatch} opens it later when the key
   * of the seal is away, or when another server initialises the store. Blocks.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal cannot unwrap the root key,
   *     or another type of seal wrapped it; with {@code STORE_UNEXPECTED} when it is another store
   *     than the expected one
   */
  public synchronized void start() {
    Optional<SealRecord> seal = barrier.sealRecord();
    if (seal.isEmpty() && leadership.isShared()) {
      watch.awaitInitialization();
    }
    if (seal.isEmpty() || !barrier.isSealed()) {
      return;
    }
    setup
        .problem(seal.get())
        .ifPresent(
            problem -> {
              throw new ServiceException(ErrorCode.SEAL_UNUSABLE, problem);
            });
    if (setup.migrates(seal.get())) {
      warnOfMigration(seal.get());
      return;
    }
    if (setup.replaced().isPresent()) {
      LOG.info("the store has the seal {}: the disabled one can be left out", setup.type());
    }
    if (setup.isShamir()) {
      LOG.info("sealed, {} key shares are needed", quorum.required(seal.get()));
      return;
    }
    try {
      ownSeal.open(seal.get());
    } catch (ServiceException e) {
      if (!SealWatch.mayPass(e)) {
        throw e;
      }
      watch.awaitSeal(e);
    }
  }

  private void warnOfMigration(SealRecord seal) {
    int required = quorum.required(seal);
    String how =
        required == 0
            ? "nobody can move it, because there are no recovery keys, and it opens with the"
                + " configuration of before"
            : required
                + (SealSetup.isHeldByPeople(seal) ? " key shares" : " recovery keys")
                + " move it with operator unseal -migrate, and until then it opens with the"
                + " configuration of before";
    LOG.warn(
        "sealed: the store has the seal {} and is to be moved to {}; {}",
        seal.type(),
        setup.type(),
        how);
  }

  /**
   * Drops all keys and all attempts; every later request is refused. Audit devices stay open:
   * requests that took effect before are still answered, so their answers must be recorded.
   */
  public void seal() {
    watch.seal();
    unsealing.forget();
    rootGeneration.forget();
    rekeyings.forget();
    LOG.warn("sealed on demand");
  }
}
