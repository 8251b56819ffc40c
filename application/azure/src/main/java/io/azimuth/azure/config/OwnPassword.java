package io.azimuth.azure.config;

import java.time.Instant;
import java.util.Objects;

/**
 * A password of the server's application that a rotation added. Only such a password may be removed
 * without asking an operator.
 *
 * @param keyId the id of the password in Graph
 * @param expires when it expires
 */
public record OwnPassword(String keyId, Instant expires) {

  public OwnPassword {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(expires, "expires");
  }
}
