package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.rekey.RekeyOperations;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store again when a snapshot was restored into it, by this server or another one: with
 * the root key of before if that fits, otherwise with the server's own seal. Until then every
 * request is refused. A store that neither of both opens is sealed.
 */
@Singleton
public final class StoreReopening {

  private static final Logger LOG = LoggerFactory.getLogger(StoreReopening.class);

  private final Barrier barrier;
  private final SealSetup setup;
  private final StoreOpening opening;
  private final AutoUnseal ownSeal;
  private final SealWatch watch;
  private final Unsealing unsealing;
  private final RootGeneration rootGeneration;
  private final RekeyOperations rekeyings;

  @Inject
  StoreReopening(
      Barrier barrier,
      SealSetup setup,
      StoreOpening opening,
      AutoUnseal ownSeal,
      SealWatch watch,
      Unsealing unsealing,
      RootGeneration rootGeneration,
      RekeyOperations rekeyings) {
    this.barrier = barrier;
    this.setup = setup;
    this.opening = opening;
    this.ownSeal = ownSeal;
    this.watch = watch;
    this.unsealing = unsealing;
    this.rootGeneration = rootGeneration;
    this.rekeyings = rekeyings;
  }

  /** Looks whether it is due. Blocks for the store, and for the seal when its turn has come. */
  public void run() {
    try {
      reopenIfReplaced();
    } catch (ServiceException e) {
      LOG.debug("whether a snapshot was restored is looked at again: {}", e.getMessage());
    }
  }

  private synchronized void reopenIfReplaced() {
    if (!barrier.isReplaced()) {
      return;
    }
    LOG.warn("a snapshot was restored: this server drops what it remembers and opens the store");
    unsealing.forget();
    rootGeneration.forget();
    rekeyings.forget();
    if (opensAsBefore() || opensBySeal()) {
      unsealing.opened();
    }
  }

  private boolean opensAsBefore() {
    SecretBytes rootKey = barrier.openedRootKey();
    try {
      opening.open(rootKey);
      return true;
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.SEAL_UNUSABLE) {
        return end(e);
      }
      return false;
    } finally {
      rootKey.wipe();
    }
  }

  private boolean opensBySeal() {
    if (barrier.isSealed()) {
      return false;
    }
    Optional<SealRecord> record = barrier.sealRecord();
    if (record.filter(it -> setup.of(it).isPresent()).isEmpty()) {
      barrier.seal();
      LOG.error(
          "sealed: the restored store has another root key; the key shares or the seal of the time"
              + " of the snapshot open it");
      return false;
    }
    try {
      ownSeal.open(record.get());
      return true;
    } catch (ServiceException e) {
      return end(e);
    }
  }

  // A store that cannot be read now is looked at again.
  private boolean end(ServiceException why) {
    if (SealWatch.mayPass(why)) {
      barrier.seal();
      watch.awaitSeal(why);
    } else if (why.code() == ErrorCode.SEAL_UNUSABLE || why.code() == ErrorCode.STORE_UNEXPECTED) {
      barrier.seal();
      LOG.error("sealed: the restored store cannot be opened: {}", why.detail());
    } else {
      throw why;
    }
    return false;
  }
}
