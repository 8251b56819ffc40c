package io.azimuth.spi.issued;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A living token that a login issued, without its text and its rights.
 *
 * @param accessor its public handle
 * @param issuedAt when the login issued it
 * @param kept what the auth method gave to be kept with it ({@code internal} of {@link
 *     io.azimuth.spi.route.TokenGrant})
 */
public record HeldToken(String accessor, Instant issuedAt, Map<String, String> kept) {

  public HeldToken {
    Objects.requireNonNull(accessor, "accessor");
    Objects.requireNonNull(issuedAt, "issuedAt");
    kept = Map.copyOf(kept);
  }
}
