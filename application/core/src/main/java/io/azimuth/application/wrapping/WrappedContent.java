package io.azimuth.application.wrapping;

import io.azimuth.application.port.store.Credential;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.time.Instant;

/**
 * A wrapped answer that was found by its token.
 *
 * @param credential the wrapping token
 * @param envelope the answer as it would have been sent
 */
public record WrappedContent(Credential credential, Value.Obj envelope) {

  public TokenHash hash() {
    return credential.hash();
  }

  /** The lifetime that the wrapping token was created with. */
  public Duration creationTtl() {
    return token().lifetime().creationTtl();
  }

  /** When it was wrapped. */
  public Instant creationTime() {
    return token().lifetime().createdAt();
  }

  /** The path that gave the answer. */
  public String creationPath() {
    return token().origin().path();
  }

  private Token token() {
    return credential.token();
  }
}
