package io.azimuth.domain.policy;

import java.time.Duration;

/**
 * How long an answer must be wrapped for. Zero is no limit; either limit makes wrapping itself
 * mandatory.
 *
 * @param min the shortest time
 * @param max the longest time; shorter than {@code min} only after a merge, and then nothing passes
 */
public record WrappingLimits(Duration min, Duration max) {

  /** No limits. */
  public static final WrappingLimits NONE = new WrappingLimits(Duration.ZERO, Duration.ZERO);

  public WrappingLimits {
    if (min.isNegative() || max.isNegative()) {
      throw new IllegalArgumentException("wrapping times are not negative");
    }
  }

  /** Whether an answer may be wrapped for that time; zero means it is not wrapped. */
  public boolean admit(Duration asked) {
    if (min.isZero() && max.isZero()) {
      return true;
    }
    return !asked.isZero()
        && asked.compareTo(min) >= 0
        && (max.isZero() || asked.compareTo(max) <= 0);
  }

  /** The smaller of each limit that is set in either of the two. */
  public WrappingLimits merge(WrappingLimits other) {
    return new WrappingLimits(smaller(min, other.min), smaller(max, other.max));
  }

  /** Whether no time passes at all. */
  boolean admitNothing() {
    return !max.isZero() && max.compareTo(min) < 0;
  }

  private static Duration smaller(Duration left, Duration right) {
    if (left.isZero() || right.isZero()) {
      return left.isZero() ? right : left;
    }
    return left.compareTo(right) <= 0 ? left : right;
  }
}
