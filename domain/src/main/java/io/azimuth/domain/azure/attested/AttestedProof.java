package io.azimuth.domain.azure.attested;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of the signature of an attested document.
 *
 * @param document the content of the document, when the metadata service of the cloud signed it
 * @param problem why it counts for nothing, in our own words and without any part of it but the
 *     name of an issuer that is not known, escaped; empty when it was signed as it should be
 */
public record AttestedProof(Optional<AttestedDocument> document, String problem) {

  public AttestedProof {
    Objects.requireNonNull(document, "document");
    if (document.isPresent() != problem.isEmpty()) {
      throw new IllegalArgumentException("a document is proved, or there is a problem");
    }
  }

  /** The metadata service of the cloud signed it. */
  public static AttestedProof proved(AttestedDocument document) {
    return new AttestedProof(Optional.of(document), "");
  }

  /** It counts for nothing. */
  public static AttestedProof rejected(String problem) {
    return new AttestedProof(Optional.empty(), problem);
  }
}
