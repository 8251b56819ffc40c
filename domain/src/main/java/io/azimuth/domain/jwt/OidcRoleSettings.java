package io.azimuth.domain.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The settings of a role for logins with a browser. They have no effect on other logins.
 *
 * @param scopes the scopes that are asked for beside {@code openid}
 * @param redirectUris where the browser may return to
 * @param verboseLogging whether received claims are logged
 * @param maxAge how long ago a person may have signed in; zero: any time
 * @param callbackMode how the client learns that the person has signed in
 * @param pollInterval how many seconds a client waits between two questions; 0: as long as the
 *     provider asks for
 */
public record OidcRoleSettings(
    List<String> scopes,
    List<String> redirectUris,
    boolean verboseLogging,
    Duration maxAge,
    CallbackMode callbackMode,
    int pollInterval) {

  public OidcRoleSettings {
    scopes = List.copyOf(scopes);
    redirectUris = List.copyOf(redirectUris);
    Objects.requireNonNull(maxAge, "maxAge");
    Objects.requireNonNull(callbackMode, "callbackMode");
  }
}
