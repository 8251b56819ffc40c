package io.azimuth.domain.jwt;

import java.util.Objects;
import java.util.Optional;

/**
 * What the id token of a login with a browser must contain beside what the role binds.
 *
 * @param clientId the client that it was issued to
 * @param nonce the nonce that the server sent; empty where none is sent: with a code that a person
 *     typed, and in a dry run
 */
public record SignInExpectation(String clientId, Optional<String> nonce) {

  public SignInExpectation {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(nonce, "nonce");
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("a client has an id");
    }
  }
}
