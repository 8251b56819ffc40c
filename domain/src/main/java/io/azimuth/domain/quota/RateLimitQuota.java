package io.azimuth.domain.quota;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A quota as the operator wrote it.
 *
 * @param name 1 to 128 ASCII letters, digits and {@code _-.}
 * @param id changes with each write, so that a write resets the counts
 * @param scope what it limits
 * @param limit the limit for each client
 */
public record RateLimitQuota(String name, String id, QuotaScope scope, RateLimit limit) {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?");

  public RateLimitQuota {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(limit, "limit");
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a quota");
    }
  }

  /** Whether the text is a valid name of a quota. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
