package io.azimuth.azure.config;

import java.time.Instant;
import java.util.Objects;

/**
 * The password of the server's application that a rotation of ours made; only such a one may be
 * removed without asking (spec 8.5, R1).
 *
 * @param keyId by which Graph knows it
 * @param expires when it ends to work
 */
public record OwnPassword(String keyId, Instant expires) {

  public OwnPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(expires, "expires");
  }
}
