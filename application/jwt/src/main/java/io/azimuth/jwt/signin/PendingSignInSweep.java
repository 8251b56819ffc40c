package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes logins that nobody ended in time. It only cleans: a callback judges by itself what is
 * over.
 */
public final class PendingSignInSweep {

  /** How many go at once; a batch takes 1,000 records. */
  private static final int AT_ONCE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PendingSignInSweep.class);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MountStore store;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  public PendingSignInSweep(MountStore store) {
    this.store = store;
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  public void run(String mountUuid, Instant now) {
    if (now.isBefore(due.getOrDefault(mountUuid, Instant.MIN))) {
      return;
    }
    MountTransaction work = store.begin(mountUuid);
    List<String> over =
        PendingSignIns.names(work.storage(), AT_ONCE).stream()
            .filter(it -> PendingSignIns.isDue(it, now))
            .toList();
    over.forEach(it -> PendingSignIns.removeNamed(work.storage(), it));
    if (!over.isEmpty()) {
      var unused = store.commit(work); // after a conflict the next run tries again
    }
    due.put(mountUuid, over.size() < AT_ONCE ? now.plus(PAUSE) : now);
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    due.remove(mountUuid);
  }

  /**
   * Ends a login whose request is refused, and whose transaction is dropped therefore. When that
   * fails, the login is over in minutes by itself.
   */
  void end(String mountUuid, SecretText state) {
    try {
      MountTransaction work = store.begin(mountUuid);
      PendingSignIns.remove(work.storage(), state);
      var unused = store.commit(work);
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a login with a browser was not ended: {}", e.getMessage());
    }
  }
}
