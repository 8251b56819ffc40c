package io.azimuth.azure.rotation;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.storage.MountStore;
import java.util.Optional;

/** Counts the rotations that have ended. */
public final class RotationCounter {

  private static final MetricFamily ROTATIONS =
      MetricFamily.labelled(
          "azimuth_rotations_total",
          "Ended rotations of the server's own passwords and certificates.",
          1_024,
          "mount",
          "outcome");

  private final Counter rotations;
  private final MountStore store;

  public RotationCounter(Metrics metrics, MountStore store) {
    this.rotations = metrics.counter(ROTATIONS);
    this.store = store;
  }

  /** Counts a rotation that ended in the state that it has. */
  void ended(String mountUuid, Rotation rotation) {
    String path =
        store.mounts().stream()
            .filter(it -> it.uuid().equals(mountUuid))
            .findFirst()
            .map(Mount::path)
            .map(MountPath::text)
            .orElse(MetricFamily.OTHER);
    rotations.increment(path, outcome(rotation.state(), rotation.failure()));
  }

  /** Counts a rotation of the timetable that could not begin. */
  public void failed(Mount mount) {
    rotations.increment(mount.path().text(), "failed");
  }

  private static String outcome(RotationState state, Optional<String> failure) {
    return switch (state) {
      case CLEANING -> "done";
      case INTENDED, PROVING -> "failed";
      case ABANDONING -> failure.isPresent() ? "failed" : "cancelled";
    };
  }
}
