package io.azimuth.spi.web;

import io.azimuth.domain.secret.SecretBytes;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The answer of another system. It prints its status alone.
 *
 * @param status of HTTP
 * @param headers those of {@link #KEPT} that it has, by their names in small letters
 * @param body may hold secrets
 */
public record WebAnswer(int status, Map<String, String> headers, SecretBytes body) {

  /** The headers that are kept. */
  public static final Set<String> KEPT =
      Set.of("content-type", "date", "location", "retry-after", "www-authenticate");

  public WebAnswer {
    headers = Map.copyOf(headers);
    Objects.requireNonNull(body, "body");
    if (!KEPT.containsAll(headers.keySet())) {
      throw new IllegalArgumentException("a header that is not kept");
    }
  }

  /** The first value of that header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return "status " + status;
  }
}
