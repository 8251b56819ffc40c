package io.azimuth.domain.federation;

import java.time.Instant;
import java.util.Objects;

/**
 * A key that signs no more but whose tokens may still be good.
 *
 * @param publicKey what is left of it
 * @param until when the last of its tokens has expired; from then on it is published no more
 */
public record RetiredKey(PublicSigningKey publicKey, Instant until) {

  public RetiredKey {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(until, "until");
  }

  boolean isPublished(Instant now) {
    return now.isBefore(until);
  }
}
