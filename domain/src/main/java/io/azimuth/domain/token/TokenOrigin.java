package io.azimuth.domain.token;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a token was issued.
 *
 * @param mount the mount that issued it
 * @param path the API path that issued it, such as {@code auth/azure/login}
 * @param displayName for people: {@code azure-} and the principal, for example
 * @param metadata facts that were proved at login, or metadata that the creator of the token sent
 * @param role the token role that it was created with, if any
 * @param internal what the auth method needs at a renewal; no answer shows it
 */
public record TokenOrigin(
    RevocationStamp mount,
    String path,
    String displayName,
    Map<String, String> metadata,
    Optional<String> role,
    Map<String, String> internal) {

  public TokenOrigin {
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(displayName, "displayName");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(role, "role");
    internal = Map.copyOf(internal);
  }
}
