package io.azimuth.application.federation;

import io.azimuth.domain.federation.SigningKeyName;
import java.time.Duration;

/**
 * A role under which callers get identity tokens.
 *
 * @param template of further claims, empty for none
 * @param ttl how long its tokens live, at most the {@code verification_ttl} of the key
 * @param clientId the audience of its tokens
 */
record OidcRole(String name, SigningKeyName key, String template, Duration ttl, String clientId) {

  OidcRole {
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("a role has a client id");
    }
  }
}
