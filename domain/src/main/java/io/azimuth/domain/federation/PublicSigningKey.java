package io.azimuth.domain.federation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The public half of a signing key: other systems verify tokens of this server with it.
 *
 * @param id names it in tokens and in the key set; unique and never used again
 * @param algorithm that it signs with, always the same one
 * @param numbers that make it up, by their name in a JWK, base64url without padding
 */
public record PublicSigningKey(String id, SigningAlgorithm algorithm, Map<String, String> numbers) {

  /** Keeps a copy in the order in which a key set shows the numbers. */
  public PublicSigningKey {
    Objects.requireNonNull(algorithm, "algorithm");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a key has an id");
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : algorithm.parameters()) {
      String number = numbers.get(name);
      if (number == null || number.isEmpty()) {
        throw new IllegalArgumentException("a key of " + algorithm + " has a number " + name);
      }
      ordered.put(name, number);
    }
    if (ordered.size() != numbers.size()) {
      throw new IllegalArgumentException("a key of " + algorithm + " has no other numbers");
    }
    numbers = Collections.unmodifiableMap(ordered);
  }
}
