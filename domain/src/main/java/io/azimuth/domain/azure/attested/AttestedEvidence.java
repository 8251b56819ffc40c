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
 */
public record AttestedEvidence(Optional<AttestedProof> proof, NonceState nonce, Duration leeway) {

  /** A login without a document. */
  public static final AttestedEvidence NONE =
      new AttestedEvidence(Optional.empty(), NonceState.FOREIGN, Duration.ZERO);

  public AttestedEvidence {
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(nonce, "nonce");
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("a leeway is not negative");
    }
    if (nonce != NonceState.FOREIGN && proof.flatMap(AttestedProof::document).isEmpty()) {
      throw new IllegalArgumentException("only a proved document has a nonce");
    }
  }

  /** The content of the document, when the metadata service of the cloud signed it. */
  public Optional<AttestedDocument> document() {
    return proof.flatMap(AttestedProof::document);
  }
}
