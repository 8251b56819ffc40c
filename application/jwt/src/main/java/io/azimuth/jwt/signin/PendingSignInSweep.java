package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes logins that were not ended in time. It only cleans: a callback checks expiry itself. */
public final class PendingSignInSweep {

  /** How many go at once; a batch takes 1,000 records. */
  private static final int AT_ONCE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PendingSignInSweep.class);

  private final MountStore store;
  private final MountSweep sweep;

  public PendingSignInSweep(MountStore store) {
    this.store = store;
    this.sweep = new MountSweep(store, AT_ONCE, PendingSignInSweep::sweep);
  }

  /** Sweeps the mount if that is due; in the background, about every second. */
  public void run(String mountUuid, Instant now) {
    sweep.run(mountUuid, now);
  }

  private static int sweep(MountStorage storage, Instant now) {
    Instant over = now.minus(ClockSkew.ALLOWED);
    List<String> names =
        PendingSignIns.names(storage, AT_ONCE).stream()
            .filter(it -> PendingSignIns.isDue(it, over))
            .toList();
    names.forEach(it -> PendingSignIns.removeNamed(storage, it));
    return names.size();
  }

  /** Nothing is known of the mount any more. */
  public void forget(String mountUuid) {
    sweep.forget(mountUuid);
  }

  /**
   * Ends a login whose request is refused, and whose transaction is dropped therefore. When that
   * fails, the login expires in minutes by itself.
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
