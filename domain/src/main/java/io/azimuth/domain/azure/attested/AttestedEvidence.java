package io.azimuth.domain.azure.attested;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a login shows of the machine it comes from, beside its token.
 *
 * @param proof the document; empty when the login sent none, or none was asked for
 * @param nonce what the mount knows of the nonce in it; {@code FOREIGN} without a proved document
 * @param leeway how far the clocks of the server and of Azure may differ
 * @param guest what it shows of the platform of the machine
 */
public record AttestedEvidence(
    Optional<AttestedProof> proof, NonceState nonce, Duration leeway, GuestEvidence guest) {

  /** A login without a document and without an attestation. */
  public static final AttestedEvidence NONE =
      new AttestedEvidence(Optional.empty(), NonceState.FOREIGN, Duration.ZERO);

  public AttestedEvidence {
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(guest, "guest");
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("a leeway is not negative");
    }
    if (nonce != NonceState.FOREIGN && proof.flatMap(AttestedProof::document).isEmpty()) {
      throw new IllegalArgumentException("only a proved document has a nonce");
    }
  }

  /** A login without an attestation. */
  public AttestedEvidence(Optional<AttestedProof> proof, NonceState nonce, Duration leeway) {
    this(proof, nonce, leeway, GuestEvidence.NONE);
  }

  /** The same with what the login shows of the platform. */
  public AttestedEvidence with(GuestEvidence platform) {
    return new AttestedEvidence(proof, nonce, leeway, platform);
  }

  /** The content of the document, when the metadata service of the cloud signed it. */
  public Optional<AttestedDocument> document() {
    return proof.flatMap(AttestedProof::document);
  }
}
