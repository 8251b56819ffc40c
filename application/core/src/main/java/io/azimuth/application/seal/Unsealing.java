package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.share.AttemptLog;
import io.azimuth.application.seal.share.KeyQuorum;
import io.azimuth.application.seal.share.RekeyCutover;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.seal.share.ShareCollection;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects key shares until they unseal the store. */
@Singleton
public final class Unsealing {

  private static final Logger LOG = LoggerFactory.getLogger(Unsealing.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Barrier barrier;
  private final SealSetup setup;
  private final KeyQuorum quorum;
  private final AutoUnseal ownSeal;
  private final RekeyCutover replacements;
  private final SecretGenerator secrets;
  private final AttemptLog log;
  private final Clock clock;
  private final ShareCollection shares = new ShareCollection();
  private String nonce = "";
  private Instant begun = Instant.MAX;
  private boolean hasHolder;
  private volatile Runnable onOpen = () -> {};

  @Inject
  Unsealing(
      Barrier barrier,
      SealSetup setup,
      KeyQuorum quorum,
      AutoUnseal ownSeal,
      RekeyCutover replacements,
      SecretGenerator secrets,
      AttemptLog log,
      Clock clock) {
    this.barrier = barrier;
    this.setup = setup;
    this.quorum = quorum;
    this.ownSeal = ownSeal;
    this.replacements = replacements;
    this.secrets = secrets;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Registers a task to run each time that shares have unsealed the store; it must not block for
   * long.
   */
  public void onOpen(Runnable task) {
    onOpen = task;
  }

  /** How many shares were handed in. */
  public synchronized Progress progress() {
    expire();
    return new Progress(shares.size(), nonce);
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
   * store no share does. Blocks while the store opens.
   *
   * @throws RefusedException when there are enough shares and they do not open the store
   */
  public synchronized void submit(SecretBytes share) {
    SealRecord seal = requireInitialized();
    if (!barrier.isSealed()) {
      share.wipe();
      return;
    }
    int required = quorum.required(seal);
    if (required == 0) {
      throw RefusedException.invalid(
          "the seal of this server unseals it at its start, and there are no recovery keys");
    }
    expire();
    take(share, quorum.mayBeShare(seal, share));
    Optional<KeyQuorum.Proof> proof = quorum.prove(seal, shares.all());
    if (proof.isPresent()) {
      open(seal, proof.get());
    } else if (shares.size() >= required) {
      forget();
      log.happened("unsealing failed: the shares do not make the key");
      throw RefusedException.invalid("unseal failed, invalid key");
    }
  }

  private void take(SecretBytes share, boolean fromHolder) {
    shares.add(share);
    hasHolder |= fromHolder;
    if (nonce.isEmpty()) {
      nonce = secrets.uuid();
      begun = clock.instant();
    }
  }

  // What strangers have entered alone must not be judged together with shares of holders.
  private void expire() {
    if (!nonce.isEmpty() && !hasHolder && !clock.instant().isBefore(begun.plus(PATIENCE))) {
      forget();
      log.happened("unsealing expired: no share of the key was entered");
    }
  }

  private void open(SealRecord seal, KeyQuorum.Proof proof) {
    try {
      if (setup.isShamir()) {
        openWith(proof);
      } else {
        ownSeal.open(seal);
      }
    } finally {
      proof.key().wipe();
      forget();
    }
    if (proof.isCurrent() && seal.hasPrevious()) {
      replacements.complete();
    }
    onOpen.run();
  }

  private void openWith(KeyQuorum.Proof proof) {
    byte[] rootKey = setup.keyed().under(proof.key()).unwrap(proof.kept().wrapped());
    try {
      barrier.unseal(rootKey);
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
    LOG.info("unsealed, seal={}", setup.type());
  }

  private SealRecord requireInitialized() {
    return barrier
        .sealRecord()
        .orElseThrow(() -> RefusedException.invalid("Vault is not initialized"));
  }

  /** Drops the shares that were handed in. */
  synchronized void forget() {
    shares.wipe();
    nonce = "";
    hasHolder = false;
  }

  /**
   * The progress of an unsealing.
   *
   * @param entered how many shares were handed in
   * @param nonce a UUID of this attempt; empty when there is none
   */
  public record Progress(int entered, String nonce) {}
}
