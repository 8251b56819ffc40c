package io.azimuth.domain.azure.attested;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of the attestation of a login.
 *
 * @param attestation what it says, when an instance that the mount accepts signed it and it is
 *     valid now
 * @param problem why it counts for nothing, in our own words and without any part of it but the
 *     name of its issuer, escaped; empty when it was signed as it should be
 */
public record GuestProof(Optional<GuestAttestation> attestation, String problem) {

  public GuestProof {
    Objects.requireNonNull(attestation, "attestation");
    if (attestation.isPresent() != problem.isEmpty()) {
      throw new IllegalArgumentException("an attestation is proved, or there is a problem");
    }
  }

  /** An accepted instance signed it. */
  public static GuestProof proved(GuestAttestation attestation) {
    return new GuestProof(Optional.of(attestation), "");
  }

  /** It counts for nothing. */
  public static GuestProof rejected(String problem) {
    return new GuestProof(Optional.empty(), problem);
  }
}
