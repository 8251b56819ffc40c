package io.azimuth.application.seal;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.Seal;
import io.azimuth.application.port.SecretGenerator;
import io.azimuth.application.port.engine.CommitOutcome;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Initialises the store once and opens it at each start, with a root key that the seal wraps. */
@Singleton
public final class SealKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(SealKeeper.class);
  private static final int ROOT_KEY_BYTES = 32;

  private final Barrier barrier;
  private final Store store;
  private final Seal seal;
  private final SecretGenerator secrets;
  private final FirstRecords firstRecords;

  @Inject
  SealKeeper(
      Barrier barrier, Store store, Seal seal, SecretGenerator secrets, FirstRecords firstRecords) {
    this.barrier = barrier;
    this.store = store;
    this.seal = seal;
    this.secrets = secrets;
    this.firstRecords = firstRecords;
  }

  /** The type of the seal. */
  public String sealType() {
    return seal.type();
  }

  /** Whether there is a keyring at all. */
  public boolean isInitialized() {
    return barrier.sealRecord().isPresent();
  }

  /** Whether the records cannot be read. */
  public boolean isSealed() {
    return barrier.isSealed();
  }

  /**
   * Makes the keyring, the first mounts and policies and a root token, all in one commit, and
   * leaves the store open. Blocks until that is durable; only one caller succeeds.
   *
   * @return the root token, shown once
   * @throws RefusedException when it was done before
   */
  public synchronized SecretText initialize() {
    if (isInitialized()) {
      throw RefusedException.invalid("Vault is already initialized");
    }
    byte[] rootKey = secrets.bytes(ROOT_KEY_BYTES);
    try {
      SealRecord sealRecord = new SealRecord(seal.type(), seal.wrap(rootKey));
      UnitOfWork work = barrier.initialize(rootKey, sealRecord);
      SecretText rootToken = firstRecords.stage(work);
      commit(work);
      LOG.info("initialized, seal={}", seal.type());
      return rootToken;
    } catch (RuntimeException e) {
      barrier.seal();
      throw e;
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  /**
   * Opens an initialised store with what the seal unwraps, and wraps the root key anew when the
   * seal has a newer key. Does nothing when the store was never initialised or is open. Blocks.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the seal does not open it
   */
  public synchronized void unseal() {
    Optional<SealRecord> sealRecord = barrier.sealRecord();
    if (sealRecord.isEmpty() || !barrier.isSealed()) {
      return;
    }
    if (!sealRecord.get().type().equals(seal.type())) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE,
          "the store is sealed by " + sealRecord.get().type() + ", configured is " + seal.type());
    }
    byte[] rootKey = seal.unwrap(sealRecord.get().wrappedRootKey());
    try {
      barrier.unseal(rootKey);
      rewrap(sealRecord.get(), rootKey);
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
    LOG.info("unsealed, seal={}", seal.type());
  }

  private void rewrap(SealRecord current, byte[] rootKey) {
    if (!seal.rewrapDue(current.wrappedRootKey())) {
      return;
    }
    UnitOfWork work = store.begin();
    barrier.stage(work, new SealRecord(seal.type(), seal.wrap(rootKey)));
    commit(work);
    LOG.info("root key wrapped under the new seal key");
  }

  private void commit(UnitOfWork work) {
    CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
    switch (outcome) {
      case COMMITTED -> {}
      case CONFLICT -> throw RefusedException.invalid("Vault is already initialized");
      case UNKNOWN ->
          throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed");
    }
  }
}
