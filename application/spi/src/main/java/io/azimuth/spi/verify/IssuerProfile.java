package io.azimuth.spi.verify;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of token that an issuer signs, and how it is recognised.
 *
 * @param issuers the exact values of {@code iss}, letter case and trailing slash included
 * @param keys where its keys are; empty while the document that names them cannot be fetched: then
 *     a token of this issuer is neither accepted nor rejected
 * @param identity claims that belong to the identity of the issuer (for Entra: {@code tid}, {@code
 *     ver}) and the value each must have, compared with A to Z folded; part of the signature check,
 *     since keys may be shared between tenants
 * @param keyIssuers the values that a key may name as its own issuer in the key set; a key without
 *     that member is used, one with another value is not
 */
public record IssuerProfile(
    Set<String> issuers,
    Optional<KeySetLocation> keys,
    Map<String, String> identity,
    Set<String> keyIssuers) {

  public IssuerProfile {
    issuers = Set.copyOf(issuers);
    Objects.requireNonNull(keys, "keys");
    identity = Map.copyOf(identity);
    keyIssuers = Set.copyOf(keyIssuers);
    if (issuers.isEmpty()) {
      throw new IllegalArgumentException("a profile names at least one issuer");
    }
  }

  /** A profile whose keys are at that location. */
  public IssuerProfile(
      Set<String> issuers,
      KeySetLocation keys,
      Map<String, String> identity,
      Set<String> keyIssuers) {
    this(issuers, Optional.of(keys), identity, keyIssuers);
  }
}
