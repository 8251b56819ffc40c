package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.domain.secret.SecretText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A token before it is signed. */
public record JwtDraft(
    Map<String, Object> header, Map<String, Object> claims, TokenSigningKey key) {

  public JwtDraft {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  public SecretText sign() {
    return CompactSerialization.sign(header, claims, key);
  }

  /** A claim that is a time, in seconds since 1970. */
  public long seconds(String claim) {
    if (claims.get(claim) instanceof Long seconds) {
      return seconds;
    }
    throw new IllegalStateException("the draft has no time " + claim);
  }

  public JwtDraft withClaims(Map<String, Optional<Object>> changes) {
    return new JwtDraft(header, changed(claims, changes), key);
  }

  public JwtDraft withHeader(Map<String, Optional<Object>> changes) {
    return new JwtDraft(changed(header, changes), claims, key);
  }

  public JwtDraft withClaim(String name, Object value) {
    return withClaims(Map.of(name, Optional.of(value)));
  }

  public JwtDraft withAlgorithm(String algorithm) {
    return withHeader(Map.of("alg", Optional.of(algorithm)));
  }

  /** Names the key in all places where the header names one. */
  JwtDraft withKeyId(String keyId) {
    Map<String, Object> named = new LinkedHashMap<>(header);
    named.replace("x5t", keyId);
    named.put("kid", keyId);
    return new JwtDraft(named, claims, key);
  }

  public JwtDraft signedBy(TokenSigningKey other) {
    return new JwtDraft(header, claims, other);
  }

  private static Map<String, Object> changed(
      Map<String, Object> members, Map<String, Optional<Object>> changes) {
    Map<String, Object> changed = new LinkedHashMap<>(members);
    changes.forEach(
        (name, value) ->
            value.ifPresentOrElse(it -> changed.put(name, it), () -> changed.remove(name)));
    return changed;
  }
}
