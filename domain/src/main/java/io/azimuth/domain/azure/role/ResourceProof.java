package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** What proves that a principal belongs to a resource. */
public enum ResourceProof {
  /** The claims together with what Azure Resource Manager returns. */
  DIRECTORY("directory"),
  /** The claims alone. */
  CLAIMS("claims");

  private final String wireName;

  ResourceProof(String word) {
    this.wireName = word;
  }

  /**
   * The proof of that name in the API; empty text is the default. Empty when there is no such name.
   */
  public static Optional<ResourceProof> parse(String text) {
    return text.isEmpty()
        ? Optional.of(DIRECTORY)
        : Arrays.stream(values()).filter(proof -> proof.wireName.equals(text)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }
}
