package io.azimuth.domain.azure.role;

import java.util.Arrays;
import java.util.Optional;

/** What proves that a principal sits on a resource (spec 8.3, What proves what 6). */
public enum ResourceProof {
  /** The claims and what Azure Resource Manager says. */
  DIRECTORY("directory"),
  /** The claims alone. */
  CLAIMS("claims");

  private final String wireName;

  ResourceProof(String word) {
    this.wireName = word;
  }

  /** The word for it in the API; empty text is the default. Empty when there is no such word. */
  public static Optional<ResourceProof> parse(String text) {
    return text.isEmpty()
        ? Optional.of(DIRECTORY)
        : Arrays.stream(values()).filter(proof -> proof.wireName.equals(text)).findFirst();
  }

  /** The word for it in the API. */
  public String wireName() {
    return wireName;
  }
}
