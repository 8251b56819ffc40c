package io.azimuth.application.seal;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an open server follow what other servers on the store change about its keys. */
@Singleton
public final class KeyringWatch {

  private static final Logger LOG = LoggerFactory.getLogger(KeyringWatch.class);

  /** Between two questions to a seal that does not help. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Barrier barrier;
  private final SealSetup setup;
  private final Leadership leadership;
  private final Clock clock;
  private volatile boolean behind;
  private boolean logged;
  private Instant askAgain = Instant.MIN;

  @Inject
  KeyringWatch(Barrier barrier, SealSetup setup, Leadership leadership, Clock clock) {
    this.clock = clock;
    this.barrier = barrier;
    this.setup = setup;
    this.leadership = leadership;
  }

  /**
   * Whether another server has replaced the root key and this one does not have the new one, so
   * that it refuses requests. Does not block.
   */
  public boolean isBehind() {
    return behind && !barrier.isSealed();
  }

  /** Does what is due. Blocks for the store and, after a missed change, for the seal. */
  public void run() {
    try {
      if (barrier.isSealed()) {
        return;
      }
      if (barrier.refresh()) {
        caughtUp();
        leadership.lead(barrier::endHandover);
      } else {
        catchUp();
      }
    } catch (ServiceException e) {
      LOG.debug("the keys of the store are looked at again: {}", e.getMessage());
    }
  }

  private void caughtUp() {
    behind = false;
    logged = false;
  }

  private void catchUp() {
    behind = true;
    Optional<SealRecord> record = barrier.sealRecord().filter(it -> setup.of(it).isPresent());
    if (record.isEmpty()) {
      tell("only its key shares open the store again: seal this server and unseal it", "");
      return;
    }
    Instant now = clock.instant();
    if (now.isBefore(askAgain)) {
      return;
    }
    try {
      follow(record.get());
      caughtUp();
      LOG.info("another server has replaced the root key; the seal gave it to this one");
    } catch (ServiceException e) {
      askAgain = now.plus(PAUSE);
      tell("the seal does not give it to this one, which tries again: ", e.detail());
    }
  }

  private void follow(SealRecord record) {
    SecretBytes rootKey = setup.unwrap(record).key();
    byte[] exposed = rootKey.expose();
    try {
      barrier.follow(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
      rootKey.wipe();
    }
  }

  private void tell(String what, String why) {
    if (!logged) {
      LOG.error("another server has replaced the root key; {}{}", what, why);
    }
    logged = true;
  }
}
