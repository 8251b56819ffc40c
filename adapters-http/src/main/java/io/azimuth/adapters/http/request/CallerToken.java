package io.azimuth.adapters.http.request;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Optional;

/**
 * Finds the caller's token in {@code X-Vault-Token} or {@code Authorization}. It does not use a
 * general method for single headers: an exception of such a method might quote the token.
 */
final class CallerToken {

  private static final HttpString TOKEN = new HttpString("X-Vault-Token");
  private static final String BEARER = "Bearer ";

  private CallerToken() {}

  static Optional<SecretText> in(HeaderMap headers) {
    List<String> tokens = RequestHeaders.values(headers, TOKEN);
    if (tokens.size() > 1) {
      throw RefusedException.invalid("the X-Vault-Token header is given more than once");
    }
    Optional<SecretText> token = tokens.isEmpty() ? Optional.empty() : nonEmpty(tokens.get(0));
    return token.isPresent() ? token : bearer(headers);
  }

  /**
   * The token of a {@code Bearer} header. The scheme is compared with its case; other schemes are
   * ignored.
   */
  private static Optional<SecretText> bearer(HeaderMap headers) {
    List<String> bearers =
        RequestHeaders.values(headers, Headers.AUTHORIZATION).stream()
            .filter(value -> value.startsWith(BEARER))
            .toList();
    if (bearers.size() > 1) {
      throw RefusedException.invalid("the Authorization header gives more than one bearer token");
    }
    return bearers.stream()
        .findFirst()
        .flatMap(value -> nonEmpty(value.substring(BEARER.length()).strip()));
  }

  private static Optional<SecretText> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(text));
  }
}
