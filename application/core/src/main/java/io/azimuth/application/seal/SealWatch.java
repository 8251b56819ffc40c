package io.azimuth.application.seal;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.share.ProvedWrap;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a store whose start found the key of its seal away, as soon as it can be used. Later tries
 * the key from time to time; the leader wraps the root key again when the key has a newer version.
 */
@Singleton
public final class SealWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SealWatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration HEALTHY_PAUSE = Duration.ofMinutes(5);
  private static final int PROBE_BYTES = 32;

  private final Barrier barrier;
  private final SealSetup setup;
  private final AutoUnseal ownSeal;
  private final Unsealing unsealing;
  private final SealHealth health;
  private final Leadership leadership;
  private final SecretGenerator secrets;
  private final Clock clock;
  private boolean uninitialized;
  private boolean waiting;
  private Optional<StoreFingerprint> only = Optional.empty();
  private boolean asked;
  private Duration pause = FIRST_PAUSE;
  private Instant next = Instant.MIN;

  @Inject
  SealWatch(
      Barrier barrier,
      SealSetup setup,
      AutoUnseal ownSeal,
      Unsealing unsealing,
      SealHealth health,
      Leadership leadership,
      SecretGenerator secrets,
      Clock clock) {
    this.barrier = barrier;
    this.setup = setup;
    this.ownSeal = ownSeal;
    this.unsealing = unsealing;
    this.health = health;
    this.leadership = leadership;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Whether the seal may be usable later without any change of this server. */
  static boolean mayPass(ServiceException thrown) {
    return thrown.code() == ErrorCode.SEAL_UNAVAILABLE || thrown.code() == ErrorCode.SEAL_REFUSED;
  }

  /** The start could not open the store for this reason: opens it later. */
  synchronized void awaitSeal(ServiceException why) {
    waiting = true;
    failed(why);
  }

  /** The store is not initialised yet: opens it when another server has done that. */
  synchronized void awaitInitialization() {
    uninitialized = true;
  }

  /**
   * The content of the store was replaced, and only the key of the seal opens it: seals it and
   * opens it soon. Does nothing when it is sealed: somebody has done that on demand meanwhile.
   *
   * @param store the only one that may be opened
   */
  synchronized void sealUntilOpened(StoreFingerprint store) {
    if (barrier.isSealed()) {
      return;
    }
    barrier.seal();
    only = Optional.of(store);
    waiting = true;
    checkSoon();
  }

  /** Whether the store opens by itself once the key of the seal can be used. */
  public synchronized boolean isWaiting() {
    // People may have opened the store, and an open one waits for nothing.
    return waiting && barrier.isSealed();
  }

  /** Seals the store on demand, so it stays sealed. */
  synchronized void seal() {
    waiting = false;
    uninitialized = false;
    barrier.seal();
  }

  /** Tries the key soon. */
  public synchronized void checkSoon() {
    asked = true;
    next = Instant.MIN;
  }

  /** Does what is due. Blocks while another system is asked. */
  public void run() {
    lookForInitialization();
    if (setup.isShamir() || !begin()) {
      return;
    }
    Seal own = setup.own().orElseThrow();
    try {
      if (isWaiting()) {
        open();
      } else {
        probe(own);
      }
      succeeded();
    } catch (ServiceException e) {
      failed(e);
    }
  }

  private synchronized void lookForInitialization() {
    // Open without a record: this server initialises the store, and another one may be faster.
    if (!uninitialized || !barrier.isSealed()) {
      return;
    }
    try {
      uninitialized = barrier.sealRecord().isEmpty();
    } catch (ServiceException e) {
      LOG.debug("whether the store was initialised is asked again: {}", e.getMessage());
    }
    if (!uninitialized) {
      waiting = true;
      next = Instant.MIN;
    }
  }

  private synchronized boolean begin() {
    boolean due = !clock.instant().isBefore(next);
    if (due) {
      asked = false;
    }
    return due;
  }

  private void open() {
    Optional<SealRecord> record = barrier.sealRecord();
    if (record.isPresent()) {
      ownSeal.open(record.get(), only());
      if (isSealedOnDemand()) {
        barrier.seal();
      } else {
        unsealing.opened();
      }
    }
  }

  private synchronized Optional<StoreFingerprint> only() {
    return only;
  }

  // People may have opened the store and sealed it again while the key was asked for.
  private synchronized boolean isSealedOnDemand() {
    return !waiting;
  }

  private void probe(Seal own) {
    var unused = ProvedWrap.of(own, secrets.bytes(PROBE_BYTES));
    if (!barrier.isSealed()) {
      rewrap();
    }
  }

  // Another server may have been faster, and a store that is full is no fault of the seal.
  private void rewrap() {
    try {
      leadership.lead(ownSeal::rewrapIfDue);
    } catch (ServiceException e) {
      if (mayPass(e)) {
        throw e;
      }
      LOG.warn("the root key stays wrapped as it is until later: {}", e.detail());
    }
  }

  private synchronized void succeeded() {
    // A store that was replaced during a trial of the key is still waited for.
    if (!barrier.isSealed()) {
      waiting = false;
      only = Optional.empty();
    }
    health.succeeded();
    pause = FIRST_PAUSE;
    next = after(HEALTHY_PAUSE);
  }

  // Asked for meanwhile: what was tried may be older than the reason to ask.
  private Instant after(Duration usual) {
    return asked ? Instant.MIN : clock.instant().plus(usual);
  }

  private synchronized void failed(ServiceException thrown) {
    health.failed(
        thrown,
        isWaiting()
            ? "the server stays sealed and opens by itself when it can"
            : "the server goes on without it");
    next = after(pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
