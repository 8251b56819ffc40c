package io.azimuth.application.seal.rekey;

import io.azimuth.domain.seal.ShareCounts;

/**
 * The state of a verification.
 *
 * @param nonce its identifier
 * @param progress how many of them were handed in
 */
public record RekeyVerificationStatus(String nonce, ShareCounts counts, int progress) {}
