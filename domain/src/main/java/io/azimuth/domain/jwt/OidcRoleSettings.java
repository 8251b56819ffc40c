package io.azimuth.domain.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The settings of a role for logins with a browser. They have no effect on other logins.
 *
 * @param scopes the scopes that are asked for
 * @param redirectUris where the browser may return to
 * @param verboseLogging whether received claims are logged
 * @param maxAge how long ago a person may have signed in
 */
public record OidcRoleSettings(
    List<String> scopes, List<String> redirectUris, boolean verboseLogging, Duration maxAge) {

  /** No settings. */
  public static final OidcRoleSettings NONE =
      new OidcRoleSettings(List.of(), List.of(), false, Duration.ZERO);

  public OidcRoleSettings {
    scopes = List.copyOf(scopes);
    redirectUris = List.copyOf(redirectUris);
    Objects.requireNonNull(maxAge, "maxAge");
  }
}
