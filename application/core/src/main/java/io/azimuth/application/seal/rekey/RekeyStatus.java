package io.azimuth.application.seal.rekey;

import io.azimuth.domain.seal.ShareCounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a rekey is.
 *
 * @param nonce its name; empty when there is none
 * @param counts of the new shares
 * @param progress so many shares of the present key are there
 * @param required so many are needed
 * @param fingerprints of the keys that the new shares will be encrypted with
 * @param verified whether the new shares are to be proved before they count
 * @param verificationNonce the name of that proof; empty before it is due
 */
public record RekeyStatus(
    String nonce,
    Optional<ShareCounts> counts,
    int progress,
    int required,
    List<String> fingerprints,
    boolean verified,
    String verificationNonce) {

  public RekeyStatus {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(counts, "counts");
    fingerprints = List.copyOf(fingerprints);
    Objects.requireNonNull(verificationNonce, "verificationNonce");
  }

  static RekeyStatus none(int required) {
    return new RekeyStatus("", Optional.empty(), 0, required, List.of(), false, "");
  }

  /** Whether there is one. */
  public boolean isStarted() {
    return !nonce.isEmpty();
  }
}
