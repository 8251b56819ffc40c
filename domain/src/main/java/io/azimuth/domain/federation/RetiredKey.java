package io.azimuth.domain.federation;

import java.time.Instant;
import java.util.Objects;

/**
 * A key that signs no more but whose tokens may not have expired yet.
 *
 * @param publicKey the public half; the private half was deleted
 * @param until when the last of its tokens expires; the key is published until then
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
