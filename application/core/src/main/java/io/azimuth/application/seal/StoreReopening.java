package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.rekey.RekeyOperations;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store again when a snapshot was restored into it, by this server or another one, with
 * the root key of before. Until then every request is refused. A store with another root key is
 * sealed; the server's own seal opens it soon, or people do.
 */
@Singleton
public final class StoreReopening {

  private static final Logger LOG = LoggerFactory.getLogger(StoreReopening.class);

  private final Barrier barrier;
  private final SealSetup setup;
  private final StoreOpening opening;
  private final SealWatch watch;
  private final Unsealing unsealing;
  private final RootGeneration rootGeneration;
  private final RekeyOperations rekeyings;
  private boolean failing;

  @Inject
  StoreReopening(
      Barrier barrier,
      SealSetup setup,
      StoreOpening opening,
      SealWatch watch,
      Unsealing unsealing,
      RootGeneration rootGeneration,
      RekeyOperations rekeyings) {
    this.barrier = barrier;
    this.setup = setup;
    this.opening = opening;
    this.watch = watch;
    this.unsealing = unsealing;
    this.rootGeneration = rootGeneration;
    this.rekeyings = rekeyings;
  }

  /** Looks whether it is due, and does it. Blocks for the store. */
  public synchronized void run() {
    try {
      if (!barrier.isReplaced()) {
        failing = false;
        return;
      }
    } catch (ServiceException e) {
      LOG.debug("whether a snapshot was restored is looked at again: {}", e.getMessage());
      return;
    }
    follow();
  }

  private void follow() {
    if (!failing) {
      LOG.warn("a snapshot was restored: this server drops what it remembers");
    }
    try {
      unsealing.forget();
      rootGeneration.forget();
      rekeyings.forget();
      reopen();
      failing = false;
    } catch (ServiceException e) {
      tell(e);
    }
  }

  // Once: it is tried again every second. A store that was sealed meanwhile waits for people.
  private void tell(ServiceException e) {
    if (barrier.isSealed() || failing) {
      LOG.debug("the restored store is opened later: {}", e.getMessage());
      return;
    }
    failing = true;
    LOG.error(
        "the restored store cannot be opened: this server refuses every request until it can", e);
  }

  private void reopen() {
    SecretBytes rootKey = barrier.openedRootKey();
    try {
      opening.reopen(rootKey);
      unsealing.opened();
    } catch (ServiceException e) {
      switch (e.code()) {
        case SEAL_UNUSABLE -> sealUntilOpened();
        case STORE_UNEXPECTED -> barrier.seal();
        default -> throw e; // the store cannot be read now: looked at again
      }
    } finally {
      rootKey.wipe();
    }
  }

  // A seal may unwrap whatever anybody wrapped, so it opens only the store that a server has named.
  private void sealUntilOpened() {
    Optional<SealRecord> record = barrier.sealRecord();
    StoreFingerprint store = barrier.successor();
    if (record.filter(this::isOwn).isPresent()) {
      LOG.warn(
          "sealed: the restored store has another root key; the seal is asked for it, and opens the"
              + " store {} alone",
          store);
      watch.sealUntilOpened(store);
    } else {
      barrier.seal();
      LOG.error(
          "sealed: the restored store has another root key; the key shares or the seal of the time"
              + " of the snapshot open it");
    }
  }

  private boolean isOwn(SealRecord record) {
    return !setup.isShamir() && !setup.migrates(record) && setup.of(record).isPresent();
  }
}
