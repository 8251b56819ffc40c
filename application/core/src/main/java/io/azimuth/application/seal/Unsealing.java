package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.KeyQuorum.Proof;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.SealWorker;
import io.azimuth.application.seal.share.ShareAttempts;
import io.azimuth.application.seal.share.ShareSession;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Collects key shares until they unseal the store. What may need another system, opening with
 * recovery keys and moving to another seal, is done by {@link SealWorker}.
 */
@Singleton
public final class Unsealing {

  private final Barrier barrier;
  private final SealSetup setup;
  private final KeyQuorum quorum;
  private final ProvedOpening opening;
  private final RekeyCutover replacements;
  private final SealWorker worker;
  private final ShareAttempts attempts;
  private Optional<ShareSession> session = Optional.empty();
  private Optional<CompletableFuture<Boolean>> underWay = Optional.empty();
  private volatile Runnable onOpen = () -> {};

  @Inject
  Unsealing(
      Barrier barrier,
      SealSetup setup,
      KeyQuorum quorum,
      ProvedOpening opening,
      RekeyCutover replacements,
      SealWorker worker,
      ShareAttempts attempts) {
    this.barrier = barrier;
    this.setup = setup;
    this.quorum = quorum;
    this.opening = opening;
    this.replacements = replacements;
    this.worker = worker;
    this.attempts = attempts;
  }

  /**
   * Registers a task to run each time that the store was unsealed after the start; it must not
   * block for long.
   */
  public void onOpen(Runnable task) {
    onOpen = task;
  }

  /** Runs the task of {@link #onOpen}: the store was unsealed. */
  void opened() {
    onOpen.run();
  }

  /** How many shares were handed in. */
  public synchronized Progress progress() {
    expire();
    return session
        .map(it -> new Progress(it.progress(), it.nonce()))
        .orElseGet(() -> new Progress(0, ""));
  }

  /**
   * Drops the shares that were handed in.
   *
   * @throws RefusedException when the store is open
   */
  public synchronized void restart() {
    requireInitialized();
    if (!barrier.isSealed()) {
      throw RefusedException.invalid("vault is unsealed");
    }
    forget();
  }

  /**
   * Takes a share, which is wiped. A share that was handed in before changes nothing; in an open
   * store no share does.
   *
   * @param migrate whether enough shares shall move the store to the configured seal
   * @return whether the store is open; while another system is asked, that is pending
   * @throws RefusedException when there are enough shares and they do not open the store
   */
  public Awaited<Boolean> submit(SecretBytes share, boolean migrate, Deadline deadline) {
    return take(share, migrate)
        .map(work -> SealWorker.result(work, deadline))
        .orElseGet(() -> Awaited.of(!barrier.isSealed()));
  }

  private synchronized Optional<CompletableFuture<Boolean>> take(
      SecretBytes share, boolean migrate) {
    SealRecord seal = requireInitialized();
    boolean busy = underWay.filter(work -> !work.isDone()).isPresent();
    if (busy || !barrier.isSealed()) {
      share.wipe();
      return busy ? underWay : Optional.empty();
    }
    checkMigration(seal, migrate);
    int required = quorum.required(seal);
    if (required == 0) {
      throw RefusedException.invalid(
          migrate
              ? "there are no recovery keys: nobody could move this store to another seal"
              : "the seal of this server unseals it at its start, and there are no recovery keys");
    }
    expire();
    ShareSession attempt = session.orElseGet(() -> begin(migrate));
    attempt.add(share, quorum.mayBeShare(seal, share));
    if (migrate || !SealSetup.isHeldByPeople(seal)) {
      if (quorum.mayBeEnough(seal, attempt.shares())) {
        List<SecretBytes> copies =
            attempt.shares().stream().map(one -> SecretBytes.taking(one.expose())).toList();
        underWay = Optional.of(worker.begin(() -> openRemotely(seal, copies, migrate)));
        return underWay;
      }
    } else {
      Optional<Proof> proof = quorum.prove(seal, attempt.shares());
      if (proof.isPresent()) {
        openAtOnce(seal, proof.get());
        return Optional.empty();
      }
    }
    if (attempt.progress() >= required) {
      throw wrongShares();
    }
    return Optional.empty();
  }

  private void checkMigration(SealRecord seal, boolean migrate) {
    setup
        .problem(seal)
        .ifPresent(
            problem -> {
              throw RefusedException.invalid(problem);
            });
    boolean pending = setup.migrates(seal);
    if (migrate && !pending) {
      throw RefusedException.invalid(
          "can't perform a seal migration, no migration seal found: the store has the seal "
              + seal.type()
              + " already");
    }
    if (pending && !migrate) {
      throw RefusedException.invalid(
          "the store has the seal %s and must be moved to %s: send 'migrate' (operator unseal -migrate), or go back to the configuration of before"
              .formatted(seal.type(), setup.type()));
    }
  }

  private ShareSession begin(boolean migrate) {
    ShareSession begun = attempts.begin();
    session = Optional.of(begun);
    if (migrate) {
      attempts.log(
          "moving the store to the seal " + setup.type() + " begun, nonce=" + begun.nonce());
    }
    return begun;
  }

  private RefusedException wrongShares() {
    forget();
    attempts.log("unsealing failed: the shares do not make the key");
    return RefusedException.invalid("unseal failed, invalid key");
  }

  // What strangers have entered alone must not be judged together with shares of holders.
  private void expire() {
    if (session.filter(it -> it.hasExpired(attempts.now())).isPresent()) {
      forget();
      attempts.log("unsealing expired: no share of the key was entered");
    }
  }

  private void openAtOnce(SealRecord seal, Proof proof) {
    SecretBytes rootKey = opening.rootKey(proof);
    try {
      opening.open(rootKey);
    } finally {
      rootKey.wipe();
      proof.key().wipe();
      forget();
    }
    afterOpening(seal, proof);
  }

  // Without the lock: progress is shown meanwhile. The shares stay when another system is away.
  private boolean openRemotely(SealRecord seal, List<SecretBytes> copies, boolean migrate) {
    try {
      Proof proof =
          opening.openRemotely(seal, copies, migrate).orElseThrow(this::wrongSharesLocked);
      forget();
      afterOpening(seal, proof);
      return true;
    } finally {
      copies.forEach(SecretBytes::wipe);
    }
  }

  private synchronized RefusedException wrongSharesLocked() {
    return wrongShares();
  }

  private void afterOpening(SealRecord seal, Proof proof) {
    if (proof.isCurrent() && seal.hasReplacedShares()) {
      replacements.complete();
    }
    opened();
  }

  private SealRecord requireInitialized() {
    return barrier
        .sealRecord()
        .orElseThrow(() -> RefusedException.invalid("Vault is not initialized"));
  }

  /** Drops the shares that were handed in. */
  synchronized void forget() {
    session.ifPresent(ShareSession::wipe);
    session = Optional.empty();
  }

  /**
   * The progress of an unsealing.
   *
   * @param entered how many shares were handed in
   * @param nonce a UUID of this attempt; empty when there is none
   */
  public record Progress(int entered, String nonce) {}
}
