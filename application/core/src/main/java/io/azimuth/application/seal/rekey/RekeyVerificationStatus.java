package io.azimuth.application.seal.rekey;

import io.azimuth.domain.seal.ShareCounts;
import java.util.Objects;

/**
 * How far the proof of new shares is.
 *
 * @param nonce its name
 * @param counts of the new shares
 * @param progress so many came back
 */
public record RekeyVerificationStatus(String nonce, ShareCounts counts, int progress) {

  public RekeyVerificationStatus {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(counts, "counts");
  }
}
