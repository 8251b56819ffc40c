package io.azimuth.domain.kv;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a secret, without its data.
 *
 * @param createdAt when it was written
 * @param deletesAt the first moment at which it cannot be read any more
 * @param destroyed whether its data was deleted permanently
 */
public record SecretVersion(Instant createdAt, Optional<Instant> deletesAt, boolean destroyed) {

  public SecretVersion {
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(deletesAt, "deletesAt");
  }

  /** Whether its data can be read now. */
  public boolean isReadable(Instant now) {
    return !destroyed && deletesAt.filter(at -> !at.isAfter(now)).isEmpty();
  }

  /** This version, deleted now unless it cannot be read anyway. */
  SecretVersion deleted(Instant now) {
    return isReadable(now) ? new SecretVersion(createdAt, Optional.of(now), false) : this;
  }

  /** This version, readable again unless it is destroyed. */
  SecretVersion undeleted() {
    return destroyed ? this : new SecretVersion(createdAt, Optional.empty(), false);
  }

  SecretVersion asDestroyed() {
    return new SecretVersion(createdAt, deletesAt, true);
  }
}
