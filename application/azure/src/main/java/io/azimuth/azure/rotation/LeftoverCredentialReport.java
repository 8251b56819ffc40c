package io.azimuth.azure.rotation;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.rotation.RotationHistory.Leftover;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a mount leaves in Azure when it is disabled. The mount's records are deleted with
 * it, so this log line is the last chance to report them.
 */
public final class LeftoverCredentialReport {

  private static final Logger LOG = LoggerFactory.getLogger(LeftoverCredentialReport.class);

  private final ConfigStore configs;
  private final RotationJournal journal;

  public LeftoverCredentialReport(ConfigStore configs, RotationJournal journal) {
    this.configs = configs;
    this.journal = journal;
  }

  /**
   * The credentials that rotations added or should have removed; empty where records are damaged.
   */
  public List<Leftover> leftovers(MountTransaction work) {
    try {
      List<Leftover> all = new ArrayList<>(journal.history(work).leftovers());
      configs
          .stored(work)
          .map(configs::inForce)
          .flatMap(
              it -> Leftover.inUse(it.identity(), "a rotation had made it, and the mount used it"))
          .ifPresent(all::add);
      journal.find(work).map(LeftoverCredentialReport::pending).ifPresent(all::add);
      return all;
    } catch (StaleReadException e) {
      throw e;
    } catch (RuntimeException e) { // a mount can also be disabled when its records are damaged
      LOG.warn("a mount is disabled whose rotations cannot be read, mount={}", work.mountUuid());
      return List.of();
    }
  }

  /** Logs the leftovers for the operator. */
  public static void report(Mount mount, List<Leftover> leftovers) {
    leftovers.forEach(
        it ->
            LOG.error(
                "a {} is left in Azure by a disabled mount, mount={}, reason={}; remove it with: {}",
                it.kind().noun(),
                mount.path(),
                it.reason(),
                it.command()));
  }

  // During cleaning the new password is in use and the old one still exists.
  private static Leftover pending(Rotation rotation) {
    return rotation.state() == RotationState.CLEANING
        ? Leftover.replaced(rotation, "a rotation had replaced it")
        : Leftover.added(rotation, "a rotation was pending that may have added " + rotation.name());
  }
}
