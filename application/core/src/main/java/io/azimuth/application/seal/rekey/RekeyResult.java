package io.azimuth.application.seal.rekey;

import io.azimuth.application.seal.share.IssuedShares;
import java.util.Optional;

/**
 * The new shares.
 *
 * @param shares shown once; none when the key is not split
 * @param verificationNonce the nonce of the verification, when the shares must be verified first
 */
public record RekeyResult(String nonce, IssuedShares shares, Optional<String> verificationNonce) {}
