package io.azimuth.domain.jwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The conditions of a login.
 *
 * @param audiences one of them must be in {@code aud}; empty: the token may have none
 * @param subject the exact value of {@code sub}; empty: any
 * @param claims the values that claims must have, by name or pointer
 * @param claimsType how those values are compared
 * @param requireBoundToken whether the token must be bound to a key
 * @param leeways how much the times of a token are extended
 */
public record JwtBindings(
    List<String> audiences,
    String subject,
    Map<String, BoundClaim> claims,
    BoundClaimsType claimsType,
    boolean requireBoundToken,
    JwtLeeways leeways) {

  public JwtBindings {
    audiences = List.copyOf(audiences);
    Objects.requireNonNull(subject, "subject");
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    Objects.requireNonNull(claimsType, "claimsType");
    Objects.requireNonNull(leeways, "leeways");
  }
}
