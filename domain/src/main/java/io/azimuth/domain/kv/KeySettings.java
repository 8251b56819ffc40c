package io.azimuth.domain.kv;

import java.time.Duration;
import java.util.Objects;

/**
 * How versions are kept, as a mount or one of its secrets says it.
 *
 * @param maxVersions how many are kept, at most {@value #MAX_VERSIONS}; 0 says nothing
 * @param casRequired whether each write must name the version that it follows
 * @param deleteVersionAfter how long a version can be read; zero says nothing, and negative, on a
 *     mount, that it can be read for ever whatever the secret says
 */
public record KeySettings(int maxVersions, boolean casRequired, Duration deleteVersionAfter) {

  /** The most versions of a secret, so that one commit can remove them all. */
  public static final int MAX_VERSIONS = 900;

  /** How many are kept where nobody says it. */
  public static final int DEFAULT_VERSIONS = 10;

  /** Nothing said. */
  public static final KeySettings DEFAULT = new KeySettings(0, false, Duration.ZERO);

  public KeySettings {
    Objects.requireNonNull(deleteVersionAfter, "deleteVersionAfter");
    if (maxVersions < 0 || maxVersions > MAX_VERSIONS) {
      throw new IllegalArgumentException("0 to 900 versions");
    }
  }

  /** What holds for a secret that has these settings on a mount that has the other ones. */
  public KeySettings on(KeySettings mount) {
    int most = Math.max(maxVersions, mount.maxVersions);
    return new KeySettings(
        most == 0 ? DEFAULT_VERSIONS : most,
        casRequired || mount.casRequired,
        lifetimeOn(mount.deleteVersionAfter));
  }

  // The smaller one that says something; a mount can also say "never" (spec 7.1).
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
