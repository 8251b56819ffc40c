package io.azimuth.domain.seal;

import io.azimuth.domain.text.Checked;
import java.util.Optional;

/**
 * Into how many shares a key is split, and how many of them restore it.
 *
 * @param shares from 1 to 255
 * @param threshold from 2 to that number; 1 for a single share, which is the key itself
 */
public record ShareCounts(int shares, int threshold) {

  /**
   * The greatest number of shares, because each is numbered with an element of the field other than
   * 0.
   */
  public static final int MAX = 255;

  public ShareCounts {
    Optional<String> problem = problem(shares, threshold);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** The numbers, or a sentence of Vault's API when they do not fit together. */
  public static Checked<ShareCounts> of(int shares, int threshold) {
    return problem(shares, threshold)
        .map(Checked::<ShareCounts>problem)
        .orElseGet(() -> Checked.of(new ShareCounts(shares, threshold)));
  }

  private static Optional<String> problem(int shares, int threshold) {
    if (shares < 1) {
      return Optional.of("shares must be at least one");
    }
    if (threshold < 1) {
      return Optional.of("threshold must be at least one");
    }
    if (shares > 1 && threshold == 1) {
      return Optional.of("threshold must be greater than one for multiple shares");
    }
    if (shares > MAX) {
      return Optional.of("shares must be less than 256");
    }
    if (threshold > MAX) {
      return Optional.of("threshold must be less than 256");
    }
    return threshold > shares
        ? Optional.of("threshold cannot be larger than shares")
        : Optional.empty();
  }
}
