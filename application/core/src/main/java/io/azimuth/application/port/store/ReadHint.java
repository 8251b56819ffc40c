package io.azimuth.application.port.store;

import io.azimuth.domain.secret.SecretText;
import java.util.Objects;
import java.util.Optional;

/**
 * What a unit of work is for, so that a store at the other end of a network can read at once what
 * the last one like it has read. A wrong hint costs time and changes nothing. It holds short
 * hashes, from which neither a path nor a token can be found.
 *
 * @param route a hash of the operation and the path
 * @param token a hash of the caller's token
 */
public record ReadHint(int route, Optional<Integer> token) {

  public ReadHint {
    Objects.requireNonNull(token, "token");
  }

  /** The hint of a request with this operation and path. */
  public static ReadHint of(String route, Optional<SecretText> token) {
    return new ReadHint(route.hashCode(), token.map(text -> text.expose().hashCode()));
  }
}
