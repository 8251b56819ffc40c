package io.azimuth.adapters.azure.simulator.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A password or certificate of an application as Graph lists it, so without its text or key.
 *
 * @param hint the first three characters of its text, or the thumbprint of the certificate
 * @param starts when it was added
 * @param ends when it expires
 * @param accepted how often the token endpoint has accepted it
 */
public record ListedPassword(
    String keyId,
    Optional<String> displayName,
    String hint,
    Instant starts,
    Instant ends,
    long accepted) {

  public ListedPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(starts, "starts");
    Objects.requireNonNull(ends, "ends");
  }
}
