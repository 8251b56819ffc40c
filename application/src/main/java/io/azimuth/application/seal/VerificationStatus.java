package io.azimuth.application.seal;

import io.azimuth.domain.seal.ShareCounts;
import java.util.Objects;

/**
 * How far the proof of new shares is.
 *
 * @param nonce its name
 * @param counts of the new shares
 * @param progress so many came back
 */
public record VerificationStatus(String nonce, ShareCounts counts, int progress) {

  public VerificationStatus {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(counts, "counts");
  }
}
