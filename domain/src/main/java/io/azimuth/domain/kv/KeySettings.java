package io.azimuth.domain.kv;

import java.time.Duration;
import java.util.Objects;

/**
 * How versions are kept: the settings of a mount or of one of its secrets.
 *
 * @param maxVersions how many are kept, at most {@value #MAX_VERSIONS}; 0 means not set
 * @param casRequired whether each write must name the version that it follows
 * @param metadataCasRequired whether each write of metadata must name the version that it follows
 * @param deleteVersionAfter how long a version can be read; zero means not set; negative, on a
 *     mount, means without limit, even where the secret sets one
 */
public record KeySettings(
    int maxVersions,
    boolean casRequired,
    boolean metadataCasRequired,
    Duration deleteVersionAfter) {

  /** The most versions of a secret, so that one commit can remove them all. */
  public static final int MAX_VERSIONS = 900;

  /** How many are kept where neither mount nor secret sets it. */
  public static final int DEFAULT_VERSIONS = 10;

  /** No settings. */
  public static final KeySettings DEFAULT = new KeySettings(0, false, false, Duration.ZERO);

  public KeySettings {
    Objects.requireNonNull(deleteVersionAfter, "deleteVersionAfter");
    if (maxVersions < 0 || maxVersions > MAX_VERSIONS) {
      throw new IllegalArgumentException("0 to 900 versions");
    }
  }

  /** The settings in force for a secret with these settings on a mount with those. */
  public KeySettings on(KeySettings mount) {
    int most = Math.max(maxVersions, mount.maxVersions);
    return new KeySettings(
        most == 0 ? DEFAULT_VERSIONS : most,
        casRequired || mount.casRequired,
        metadataCasRequired || mount.metadataCasRequired,
        lifetimeOn(mount.deleteVersionAfter));
  }

  // The smaller one that is set; a mount can also turn the limit off.
  private Duration lifetimeOn(Duration mount) {
    if (mount.isNegative()) {
      return Duration.ZERO;
    }
    if (mount.isZero() || deleteVersionAfter.isZero()) {
      return mount.plus(deleteVersionAfter);
    }
    return mount.compareTo(deleteVersionAfter) < 0 ? mount : deleteVersionAfter;
  }
}
