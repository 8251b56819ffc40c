package io.azimuth.application.seal.rekey;

import io.azimuth.application.seal.share.IssuedShares;
import java.util.Objects;
import java.util.Optional;

/**
 * New shares.
 *
 * @param nonce the name of the rekey
 * @param shares shown once; none where nobody holds any
 * @param verificationNonce the name of the proof that has to come before they count
 */
public record RekeyResult(String nonce, IssuedShares shares, Optional<String> verificationNonce) {

  public RekeyResult {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(shares, "shares");
    Objects.requireNonNull(verificationNonce, "verificationNonce");
  }
}
