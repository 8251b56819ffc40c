package io.azimuth.domain.azure.attested;

import io.azimuth.domain.azure.evidence.ResourceAnswer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a login shows of the platform of its machine.
 *
 * @param proof the attestation; empty when the login sent none, or none was asked for
 * @param nonce what the mount knows of the nonce in it; {@code FOREIGN} without a proved one
 * @param greatestAge how long ago it may have been issued, the difference of clocks included
 * @param instance what Azure returns for the instance of a uniform scale set that the request
 *     names; empty until Azure was asked
 */
public record GuestEvidence(
    Optional<GuestProof> proof,
    NonceState nonce,
    Duration greatestAge,
    Optional<ResourceAnswer> instance) {

  /** A login without an attestation. */
  public static final GuestEvidence NONE =
      new GuestEvidence(Optional.empty(), NonceState.FOREIGN, Duration.ZERO);

  public GuestEvidence {
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(instance, "instance");
    if (greatestAge.isNegative()) {
      throw new IllegalArgumentException("an age is not negative");
    }
    if (nonce != NonceState.FOREIGN && proof.flatMap(GuestProof::attestation).isEmpty()) {
      throw new IllegalArgumentException("only a proved attestation has a nonce");
    }
  }

  /** The evidence before Azure was asked for an instance. */
  public GuestEvidence(Optional<GuestProof> proof, NonceState nonce, Duration greatestAge) {
    this(proof, nonce, greatestAge, Optional.empty());
  }

  /** The same with what Azure returns for the instance. */
  public GuestEvidence withInstance(ResourceAnswer answer) {
    return new GuestEvidence(proof, nonce, greatestAge, Optional.of(answer));
  }

  /** What the attestation says, when an instance that the mount accepts signed it. */
  public Optional<GuestAttestation> attestation() {
    return proof.flatMap(GuestProof::attestation);
  }
}
