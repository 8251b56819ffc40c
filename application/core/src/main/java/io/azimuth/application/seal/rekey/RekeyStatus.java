package io.azimuth.application.seal.rekey;

import io.azimuth.domain.seal.ShareCounts;
import java.util.List;
import java.util.Optional;

/**
 * The state of a rekey.
 *
 * @param nonce its identifier; empty when there is none
 * @param progress how many shares of the present key were handed in
 * @param required how many are needed
 * @param fingerprints of the keys that the new shares will be encrypted with
 * @param verified whether the new shares must be verified before they are in force
 * @param verificationNonce the nonce of the verification; empty before it begins
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
    fingerprints = List.copyOf(fingerprints);
  }

  static RekeyStatus none(int required) {
    return new RekeyStatus("", Optional.empty(), 0, required, List.of(), false, "");
  }

  public boolean isStarted() {
    return !nonce.isEmpty();
  }
}
