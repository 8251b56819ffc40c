package io.azimuth.spi.api;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of an answer that was wrapped (spec 1.6).
 *
 * @param token that opens it, once
 * @param accessor of that token
 * @param ttl how long it can be opened, from its creation, in whole seconds
 * @param creationTime when it was wrapped
 * @param creationPath the path that gave the answer
 * @param wrappedAccessor of the token in the answer, if there is one
 */
public record WrapInfo(
    SecretText token,
    String accessor,
    Duration ttl,
    Instant creationTime,
    String creationPath,
    Optional<String> wrappedAccessor) {

  public WrapInfo {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(accessor, "accessor");
    Objects.requireNonNull(ttl, "ttl");
    Objects.requireNonNull(creationTime, "creationTime");
    Objects.requireNonNull(creationPath, "creationPath");
    Objects.requireNonNull(wrappedAccessor, "wrappedAccessor");
  }
}
