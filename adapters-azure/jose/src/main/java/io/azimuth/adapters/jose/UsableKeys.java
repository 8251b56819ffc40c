package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.spi.verify.SignatureVerifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The usable keys of an issuer; at least one. */
record UsableKeys(List<IssuerKey> keys) {

  UsableKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("an issuer has keys");
    }
  }

  /** The keys that may have signed such a token, without those beyond the most that are tried. */
  List<IssuerKey> candidates(Optional<String> kid, SignatureAlgorithm algorithm) {
    return keys.stream()
        .filter(key -> key.fits(algorithm))
        .filter(key -> kid.isEmpty() || key.kid().equals(kid))
        .limit(SignatureVerifier.MAX_TRIES)
        .toList();
  }

  /** All key ids, sorted. */
  Set<String> ids() {
    return keys.stream()
        .flatMap(key -> key.kid().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
