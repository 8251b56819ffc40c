package io.azimuth.application.ongoing;

import io.azimuth.application.audit.TokenRedaction;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that is being carried out, as others may see it: without token, parameters and body.
 * Safe for use by many threads.
 */
public final class OngoingRequest {

  private static final String HIDDEN = "(hidden)";

  private final String id;
  private final Operation operation;
  private final String path;
  private final ClientAddress client;
  private final Instant start;
  private volatile boolean resolved;
  private volatile Optional<SecretText> tokenInPath = Optional.empty();

  OngoingRequest(ApiRequest request, Instant start) {
    this.id = request.id();
    this.operation = request.operation();
    this.path = request.path();
    this.client = request.client();
    this.start = start;
  }

  /** Notes that the route of the request is known. */
  public void resolved(Optional<SecretText> token) {
    tokenInPath = token;
    resolved = true;
  }

  public String id() {
    return id;
  }

  public Operation operation() {
    return operation;
  }

  /** Where it came from. */
  public ClientAddress client() {
    return client;
  }

  /** When the server began with it. */
  public Instant start() {
    return start;
  }

  /**
   * Its path with all tokens in it hidden; empty until the route is known, which knows where they
   * are.
   */
  public String path() {
    if (!resolved) {
      return "";
    }
    String shown = tokenInPath.map(token -> path.replace(token.expose(), HIDDEN)).orElse(path);
    return TokenRedaction.redact(shown, token -> HIDDEN);
  }
}
