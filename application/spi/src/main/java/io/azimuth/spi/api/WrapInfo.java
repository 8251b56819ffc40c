package io.azimuth.spi.api;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code wrap_info} of a wrapped answer.
 *
 * @param token the wrapping token, which opens it once
 * @param accessor the accessor of that token
 * @param ttl how long it can be opened, from its creation, in whole seconds
 * @param creationTime when it was wrapped
 * @param creationPath the path of the request that was answered
 * @param wrappedAccessor the accessor of the token or the secret in the answer; empty when there is
 *     none
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
